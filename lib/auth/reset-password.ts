import { recordAccessEvent } from "@/lib/audit/audit-event"
import { logSecurity } from "@/lib/audit/security-log"
import { getClientAddress } from "@/lib/client-address"
import { db, type Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError, isAppError } from "@/lib/errors"
import { canSendMail } from "@/lib/mail/send-mail"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { createAccountLink, findAccountLink, openLinks, revokeAccountLinks, useUpAccountLink } from "./account-links"
import { type Mailed, sendResetMail } from "./account-mails"
import { requestResetSchema, resetPasswordSchema } from "./account-schemas"
import { deleteSessions } from "./delete-sessions"
import { hashPassword, inKnownLine, requireGoodPassword } from "./password"
import { consumeRateLimit, liftLock } from "./rate-limit"
import { signInAfterProof } from "./sign-in"

/** A second message for the same account is not sent within this time. */
const MAIL_PAUSE_MS = 2 * 60 * 1000

/**
 * Makes a link at which a person chooses a new password: it works once, for 24 hours, and is shown this one time. Also
 * sent to them where a mail server is set up. Throws `forbidden`, `not_found`.
 */
export async function createResetLink(actor: Actor, userId: string): Promise<{ token: string; mailed: Mailed }> {
  authorize(actor, "people.manage")
  const { token, email, name } = await transaction(async (tx) => {
    const person = await requirePerson(tx, userId)
    const { token } = await createAccountLink(tx, { userId, purpose: "password", actor })
    await noteReset(tx, actor, person, "person.reset-link")
    return { token, ...person }
  })
  return { token, mailed: await sendResetMail({ token, email, name }) }
}

/** Makes a person's open reset link worthless. Throws `forbidden`, `not_found`. */
export async function revokeResetLink(actor: Actor, userId: string): Promise<void> {
  authorize(actor, "people.manage")
  await transaction(async (tx) => {
    const person = await requirePerson(tx, userId)
    if ((await revokeAccountLinks(tx, userId, "password")) === 0) throw new AppError("not_found")
    await noteReset(tx, actor, person, "person.reset-revoke")
  })
}

/**
 * Counts a request for a link by e-mail, the same for every address, and returns the work that sends it to who has an
 * account: the caller does it after the answer, so that neither words nor time tell known addresses from unknown ones.
 * Throws `too_many_requests`, `invalid_input`.
 */
export async function requestResetMail(input: string, headers: Headers): Promise<() => Promise<void>> {
  const { email } = parseInput(requestResetSchema, { email: input })
  const address = getClientAddress(headers)
  // Counted apart from tries to sign in: asking for links locks no one out.
  await consumeRateLimit({ account: `reset:${email}`, address: address && `reset:${address}` })
  logSecurity("password.reset-asked", { account: email, address })
  return () => mailResetLink(email)
}

/** The name and address of the person behind a reset link, for the page that asks for a password; null: it is over. */
export async function getReset(token: string): Promise<{ name: string; email: string } | null> {
  const link = await findAccountLink(token, "password")
  return link && { name: link.user.name, email: link.user.email }
}

/**
 * Sets a new password by a link, ends all of the person's sessions, and signs them in here. Returns null where the
 * account has two-step sign-in: the sign-in page asks for the code. Throws `link_not_found`,
 * `invalid_input`.
 */
export async function resetPassword(
  token: string,
  input: { password: string },
  headers: Headers,
): Promise<Headers | null> {
  const { password } = parseInput(resetPasswordSchema, input)
  const link = await findAccountLink(token, "password")
  if (!link) throw new AppError("link_not_found")
  const { id: userId, name, email, role } = link.user
  requireGoodPassword(password, email)
  const hash = await inKnownLine(() => hashPassword(password))
  await transaction(async (tx) => {
    if (!(await useUpAccountLink(tx, link.id))) throw new AppError("link_not_found")
    await setPassword(tx, { userId, email, hash })
    const actor: Actor = { kind: "user", id: userId, name, role, source: "desk" }
    await noteReset(tx, actor, { id: userId, name }, "person.reset")
  })
  logSecurity("password.reset", { person: userId })
  return signInAfterProof({ email, password }, headers).catch((error: unknown) => {
    if (isAppError(error) && error.code === "code_needed") return null
    throw error
  })
}

/** Gives an account a new password: every session and open link of it ends, a lock is lifted. */
export async function setPassword(
  tx: Transaction,
  { userId, email, hash }: { userId: string; email: string; hash: string },
): Promise<void> {
  await tx.account.deleteMany({ where: { userId, providerId: "credential" } })
  await tx.account.create({
    data: { id: userId, userId, accountId: userId, providerId: "credential", password: hash },
  })
  await deleteSessions(tx, userId)
  await revokeAccountLinks(tx, userId)
  await liftLock(tx, email)
}

async function mailResetLink(email: string): Promise<void> {
  const person = canSendMail() ? await db().user.findUnique({ where: { email, disabledAt: null } }) : null
  if (!person) return
  const recent = { userId: person.id, purpose: "password", createdById: null, ...openLinks() }
  const known = await db().accountLink.findFirst({
    where: { ...recent, createdAt: { gt: new Date(Date.now() - MAIL_PAUSE_MS) } },
    select: { id: true },
  })
  if (known) return
  const { token } = await transaction((tx) =>
    createAccountLink(tx, { userId: person.id, purpose: "password", actor: null }),
  )
  await sendResetMail({ token, email, name: person.name })
}

async function requirePerson(tx: Transaction, userId: string): Promise<{ id: string; name: string; email: string }> {
  const select = { id: true, name: true, email: true }
  const person = await tx.user.findUnique({ where: { id: userId, disabledAt: null }, select })
  if (!person) throw new AppError("not_found")
  return person
}

async function noteReset(tx: Transaction, actor: Actor, person: { id: string; name: string }, action: string) {
  await recordAccessEvent(tx, { actor, blogId: null, action, details: { person: person.name, userId: person.id } })
}
