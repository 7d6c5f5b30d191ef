import { recordAccessEvent } from "@/lib/audit/audit-event"
import { logSecurity } from "@/lib/audit/security-log"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { actorId, actorUserId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { Role } from "@/lib/permissions/roles"
import { hashSecret, newSecret } from "@/lib/secret-token"
import { type Mailed, sendInviteMail } from "./account-mails"
import { type AcceptInviteInput, acceptInviteSchema, type InviteInput, inviteSchema } from "./account-schemas"
import { createUser } from "./create-user"
import { hashPassword, inKnownLine, requireGoodPassword } from "./password"
import { signInAfterProof } from "./sign-in"

const INVITE_MS = 7 * 24 * 60 * 60 * 1000

/** An open invitation. Times are ISO 8601. */
export type OpenInvite = { id: string; email: string; name: string; role: Role; createdAt: string; expiresAt: string }

/** Invitations that can still be taken, newest first. */
export async function listInvites(actor: Actor): Promise<OpenInvite[]> {
  authorize(actor, "people.manage")
  const rows = await db().invite.findMany({ where: open(), orderBy: { createdAt: "desc" } })
  return rows.map(toOpenInvite)
}

/**
 * Invites a person: returns the token of a link that works once, for seven days. It is shown this one time only. An
 * earlier invitation to the same address stops working. Throws `email_taken`, `invalid_input`.
 */
export async function invitePerson(
  actor: Actor,
  input: InviteInput,
): Promise<{ invite: OpenInvite; token: string; mailed: Mailed }> {
  authorize(actor, "people.manage")
  const { email, name, role } = parseInput(inviteSchema, input)
  const token = newSecret()
  const invite = await transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw new AppError("email_taken")
    await tx.invite.updateMany({ where: { email, ...open() }, data: { revokedAt: new Date() } })
    return tx.invite.create({
      data: {
        id: newId("invite"),
        tokenHash: hashSecret(token),
        email,
        name,
        role,
        invitedById: actorUserId(actor),
        expiresAt: new Date(Date.now() + INVITE_MS),
      },
    })
  })
  logSecurity("invite", { invite: invite.id, by: actorId(actor) })
  return { invite: toOpenInvite(invite), token, mailed: await sendInviteMail({ token, email, name }) }
}

/** Takes an invitation back. Throws `invite_not_found`. */
export async function revokeInvite(actor: Actor, inviteId: string): Promise<void> {
  authorize(actor, "people.manage")
  const { count } = await db().invite.updateMany({
    where: { id: inviteId, ...open() },
    data: { revokedAt: new Date() },
  })
  if (count === 0) throw new AppError("invite_not_found")
  logSecurity("invite.revoked", { invite: inviteId, by: actorId(actor) })
}

/** The invitation behind a link, for the page that asks for a password; null when it is not open any more. */
export async function getInvite(token: string): Promise<OpenInvite | null> {
  const row = await db().invite.findFirst({ where: { tokenHash: hashSecret(token), ...open() } })
  return row ? toOpenInvite(row) : null
}

/** Takes an invitation: makes the account and signs it in. Throws `invite_not_found`, `email_taken`, `invalid_input`. */
export async function acceptInvite(token: string, input: AcceptInviteInput, headers: Headers): Promise<Headers> {
  const { name, password } = parseInput(acceptInviteSchema, input)
  const invite = await getInvite(token)
  if (!invite) throw new AppError("invite_not_found")
  const { id, email } = invite
  requireGoodPassword(password, email)
  const passwordHash = await inKnownLine(() => hashPassword(password))
  await transaction(async (tx) => {
    // Of two at the same moment the second finds it taken.
    const { count } = await tx.invite.updateMany({ where: { id, ...open() }, data: { acceptedAt: new Date() } })
    if (count === 0) throw new AppError("invite_not_found")
    const userId = await createUser(tx, { name, email, role: invite.role, passwordHash })
    const actor: Actor = { kind: "user", id: userId, name, role: invite.role, source: "desk" }
    await recordAccessEvent(tx, {
      actor,
      blogId: null,
      action: "person.join",
      details: { person: name, to: invite.role },
    })
  })
  return signInAfterProof({ email, password }, headers)
}

function open() {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } }
}

function toOpenInvite(
  row: Omit<OpenInvite, "createdAt" | "expiresAt"> & { createdAt: Date; expiresAt: Date },
): OpenInvite {
  const { id, email, name, role } = row
  return { id, email, name, role, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() }
}
