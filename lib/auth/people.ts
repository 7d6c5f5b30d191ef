import { recordAccessEvent } from "@/lib/audit/audit-event"
import { logSecurity } from "@/lib/audit/security-log"
import { db, type Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import { type Actor, actorId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { Role } from "@/lib/permissions/roles"
import { openLinks, revokeAccountLinks } from "./account-links"
import { sendEmailChangedMail } from "./account-mails"
import { emailSchema, nameSchema } from "./account-schemas"
import { lockPeople } from "./create-user"
import { deleteSessions } from "./delete-sessions"
import { notifyUserChanged } from "./notify-user-changed"
import { liftLock, readLocks } from "./rate-limit"
import { sessionInUse } from "./sessions"
import { removeTwoFactor } from "./two-factor"

/** A person with an account, as the people page shows them. Times are ISO 8601. */
export type Person = {
  id: string
  name: string
  email: string
  role: Role
  disabled: boolean
  /** Signing in asks for a code, too. */
  twoFactor: boolean
  /** Sessions that are open now. */
  sessions: number
  lastSeenAt: string | null
  /** Until when too many wrong passwords keep the person from signing in, in browsers that do not know them or in one that does. */
  lockedUntil: string | null
  /** Until when an open link lets them choose a new password. */
  resetUntil: string | null
  createdAt: string
}

/** Everybody with an account, by name. */
export async function listPeople(actor: Actor): Promise<Person[]> {
  authorize(actor, "people.manage")
  const rows = await db().user.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: {
      sessions: { where: sessionInUse(), select: { updatedAt: true }, orderBy: { updatedAt: "desc" } },
      links: { where: { purpose: "password", ...openLinks() }, select: { expiresAt: true }, take: 1 },
    },
  })
  const locks = await readLocks(rows.map(({ email }) => email))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    disabled: row.disabledAt !== null,
    twoFactor: row.twoFactorEnabled,
    sessions: row.sessions.length,
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    lockedUntil: locks.get(row.email)?.toISOString() ?? null,
    resetUntil: row.links[0]?.expiresAt.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }))
}

/** Gives a person another role; their sessions end, so that no page goes on with the old one. Throws `last_admin`. */
export async function changeRole(actor: Actor, userId: string, role: Role): Promise<void> {
  await changePerson(actor, userId, async (tx, before, note) => {
    if (before.role === role) return
    if (role !== "admin") await requireOtherAdmin(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { role } })
    await deleteSessions(tx, userId)
    await note(tx, "person.role", { from: before.role, to: role })
  })
}

/** Locks a person out immediately. What they wrote stays. Throws `last_admin`. */
export async function disablePerson(actor: Actor, userId: string): Promise<void> {
  await changePerson(actor, userId, async (tx, before, note) => {
    await requireOtherAdmin(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { disabledAt: before.disabledAt ?? new Date() } })
    await deleteSessions(tx, userId)
    await revokeAccountLinks(tx, userId)
    if (!before.disabledAt) await note(tx, "person.disable")
  })
}

/** Lets a person in again, with the password they had. */
export async function enablePerson(actor: Actor, userId: string): Promise<void> {
  await changePerson(actor, userId, async (tx, before, note) => {
    await tx.user.update({ where: { id: userId }, data: { disabledAt: null } })
    if (before.disabledAt) await note(tx, "person.enable")
  })
}

/** Gives a person another name; posts keep the byline they were written under. Throws `invalid_input`. */
export async function renamePerson(actor: Actor, userId: string, input: string): Promise<void> {
  const name = parseInput(nameSchema, input)
  await changePerson(actor, userId, async (tx, before, note) => {
    if (before.name === name) return
    await tx.user.update({ where: { id: userId }, data: { name } })
    await note(tx, "person.rename", { from: before.name, to: name })
  })
}

/**
 * Gives a person another address for signing in; their sessions end, and the old address hears of it where a mail server
 * is set up. Throws `email_taken`, `invalid_input`.
 */
export async function changePersonEmail(actor: Actor, userId: string, input: string): Promise<void> {
  const email = parseInput(emailSchema, input)
  let former: { name: string; email: string } | null = null
  await changePerson(actor, userId, async (tx, before, note) => {
    if (before.email === email) return
    if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw new AppError("email_taken")
    await tx.user.update({ where: { id: userId }, data: { email } })
    await deleteSessions(tx, userId)
    await revokeAccountLinks(tx, userId)
    await note(tx, "person.email")
    former = { name: before.name, email: before.email }
  })
  if (former) await sendEmailChangedMail(former)
}

/** Lets a person sign in again who is locked after too many wrong passwords, their own or a stranger's. */
export async function unlockSignIn(actor: Actor, userId: string): Promise<void> {
  await changePerson(actor, userId, async (tx, before, note) => {
    if (await liftLock(tx, before.email)) await note(tx, "person.unlock")
  })
}

/**
 * Turns two-step sign-in off for a person who lost the phone and the recovery codes; their sessions end. They turn it
 * on again themselves.
 */
export async function resetTwoFactor(actor: Actor, userId: string): Promise<void> {
  await changePerson(actor, userId, async (tx, _before, note) => {
    if (!(await removeTwoFactor(tx, userId))) return
    await deleteSessions(tx, userId)
    await note(tx, "person.two-factor-off")
  })
}

/** Signs a person out everywhere. */
export async function endSessions(actor: Actor, userId: string): Promise<void> {
  await changePerson(actor, userId, async (tx) => {
    await deleteSessions(tx, userId)
  })
  logSecurity("sessions.ended", { person: userId, by: actorId(actor) })
}

type PersonRow = { name: string; email: string; role: Role; disabledAt: Date | null }
/** Notes the change in the log of every blog: a role counts in all of them. */
type Note = (tx: Transaction, action: string, details?: { from: string; to: string }) => Promise<void>

async function changePerson(
  actor: Actor,
  userId: string,
  change: (tx: Transaction, before: PersonRow, note: Note) => Promise<void>,
): Promise<void> {
  authorize(actor, "people.manage")
  await transaction(async (tx) => {
    await lockPeople(tx)
    const before = await tx.user.findUnique({
      where: { id: userId },
      select: { name: true, email: true, role: true, disabledAt: true },
    })
    if (!before) throw new AppError("not_found")
    await change(tx, before, (tx, action, details = undefined) =>
      recordAccessEvent(tx, { actor, blogId: null, action, details: { person: before.name, userId, ...details } }),
    )
    await notifyUserChanged(tx, userId)
  })
}

async function requireOtherAdmin(tx: Transaction, userId: string): Promise<void> {
  const other = await tx.user.findFirst({
    where: { role: "admin", disabledAt: null, id: { not: userId } },
    select: { id: true },
  })
  if (!other) throw new AppError("last_admin")
}
