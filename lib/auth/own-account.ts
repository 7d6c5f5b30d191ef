import { recordAccessEvent } from "@/lib/audit/audit-event"
import { logSecurity } from "@/lib/audit/security-log"
import { db, type Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { canSendMail } from "@/lib/mail/send-mail"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import type { Role } from "@/lib/permissions/roles"
import { createAccountLink, findAccountLink, revokeAccountLinks, useUpAccountLink } from "./account-links"
import { sendEmailChangedMail, sendEmailChangeMail } from "./account-mails"
import {
  type ChangeEmailInput,
  type ChangePasswordInput,
  changeEmailSchema,
  changePasswordSchema,
  nameSchema,
} from "./account-schemas"
import { lockPeople } from "./create-user"
import { deleteSessions } from "./delete-sessions"
import { hashPassword, inKnownLine, requireGoodPassword, verifyPassword } from "./password"
import { consumeRateLimit, type RateLimitKey, resetRateLimit } from "./rate-limit"

export type OwnAccount = { id: string; name: string; email: string; role: Role; twoFactorEnabled: boolean }

/** The account of the person who asks. */
export async function getOwnAccount(actor: Actor): Promise<OwnAccount> {
  const { id } = requireUser(actor)
  const select = { id: true, name: true, email: true, role: true, twoFactorEnabled: true }
  return db().user.findUniqueOrThrow({ where: { id }, select })
}

/** Changes a person's own name; posts keep the byline they were written under. */
export async function changeOwnName(actor: Actor, name: string): Promise<void> {
  const { id } = requireUser(actor)
  await db().user.update({ where: { id }, data: { name: parseInput(nameSchema, name) } })
}

/**
 * Changes a person's own password; all their other sessions end. The old password is asked for, and guessing it is
 * counted, for this session alone: tries to sign in never keep its owner from a new password. Throws `wrong_credentials`, `too_many_requests`, `invalid_input`.
 */
export async function changeOwnPassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
  const user = requireUser(actor)
  const { current, password } = parseInput(changePasswordSchema, input)
  const { email } = await getOwnAccount(actor)
  requireGoodPassword(password, email)
  const accountId = await requireOwnPassword(actor, current)
  const hash = await inKnownLine(() => hashPassword(password))
  await transaction(async (tx) => {
    await tx.account.update({ where: { id: accountId }, data: { password: hash } })
    await deleteSessions(tx, user.id, { id: { not: user.sessionId ?? "" } })
    await revokeAccountLinks(tx, user.id)
  })
  logSecurity("password.changed", { person: user.id })
}

/**
 * Sends a link to a new address, which becomes the one for signing in once the link is opened. Throws `mail_off`,
 * `mail_failed`, `email_taken`, `wrong_credentials`, `too_many_requests`, `invalid_input`.
 */
export async function requestEmailChange(actor: Actor, input: ChangeEmailInput): Promise<void> {
  const user = requireUser(actor)
  const { email, current } = parseInput(changeEmailSchema, input)
  if (!canSendMail()) throw new AppError("mail_off")
  const { name } = await getOwnAccount(actor)
  await requireOwnPassword(actor, current)
  const { token } = await transaction(async (tx) => {
    await requireFreeEmail(tx, email)
    return createAccountLink(tx, { userId: user.id, purpose: "email", email, actor })
  })
  if ((await sendEmailChangeMail({ token, email, name })) !== "sent") throw new AppError("mail_failed")
}

/** The change behind a link, for the page that asks for the last word; null: it is over. */
export async function getEmailChange(token: string): Promise<{ name: string; email: string } | null> {
  const link = await findAccountLink(token, "email")
  return link?.email ? { name: link.user.name, email: link.email } : null
}

/** Makes the new address the one for signing in; the old one hears of it. Throws `link_not_found`, `email_taken`. */
export async function confirmEmailChange(token: string): Promise<void> {
  const link = await findAccountLink(token, "email")
  if (!link?.email) throw new AppError("link_not_found")
  const { user, email } = link
  await transaction(async (tx) => {
    await lockPeople(tx)
    if (!(await useUpAccountLink(tx, link.id))) throw new AppError("link_not_found")
    await requireFreeEmail(tx, email)
    await tx.user.update({ where: { id: user.id }, data: { email } })
    await revokeAccountLinks(tx, user.id)
    const actor: Actor = { kind: "user", id: user.id, name: user.name, role: user.role, source: "desk" }
    const details = { person: user.name, userId: user.id }
    await recordAccessEvent(tx, { actor, blogId: null, action: "person.email", details })
  })
  await sendEmailChangedMail({ email: user.email, name: user.name })
}

async function requireFreeEmail(tx: Transaction, email: string): Promise<void> {
  if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw new AppError("email_taken")
}

/**
 * Checks the password of a signed-in person; guessing is counted for this session alone. Returns the id of the account
 * that holds it. Throws `wrong_credentials`, `too_many_requests`.
 */
export async function requireOwnPassword(actor: Actor, password: string): Promise<string> {
  const user = requireUser(actor)
  const { email } = await getOwnAccount(actor)
  const attempt: RateLimitKey = { account: email, address: null, known: { session: user.sessionId ?? user.id } }
  await consumeRateLimit(attempt)
  const account = await db().account.findFirst({
    where: { userId: user.id, providerId: "credential" },
    omit: { password: false },
  })
  if (!account?.password || !(await isRight(account.password, password))) {
    logSecurity("password.refused", { person: user.id })
    throw new AppError("wrong_credentials")
  }
  await resetRateLimit(attempt)
  return account.id
}

function isRight(hash: string, password: string): Promise<boolean> {
  return inKnownLine(() => verifyPassword({ hash, password }))
}
