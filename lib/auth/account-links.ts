import { db, type Transaction } from "@/lib/db/client"
import { newId } from "@/lib/ids"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { hashSecret, newSecret } from "@/lib/secret-token"

/** What a single-use link is for. */
type Purpose = "password" | "email"

const DAY_MS = 24 * 60 * 60 * 1000
export const LINK_MS = DAY_MS
/** Links that are over are removed after so long. */
const KEPT_MS = 30 * DAY_MS

/**
 * Makes a link; an earlier one for the same purpose stops working. One that was asked for on the sign-in page (no
 * `actor`) leaves those of admins alone: strangers can ask, too. Returns
 * its token, which is kept only as a hash.
 */
export async function createAccountLink(
  tx: Transaction,
  {
    userId,
    purpose,
    email = null,
    actor,
  }: { userId: string; purpose: Purpose; email?: string | null; actor: Actor | null },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = new Date(Date.now() + LINK_MS)
  const where = { userId, purpose, ...(actor ? {} : { createdById: null }), ...openLinks() }
  await tx.accountLink.updateMany({ where, data: { revokedAt: new Date() } })
  const createdById = actor && actorUserId(actor)
  const data = { id: newId("link"), tokenHash: hashSecret(token), userId, purpose, email, createdById, expiresAt }
  await tx.accountLink.create({ data })
  return { token, expiresAt }
}

/** Makes open links worthless, and returns how many. */
export async function revokeAccountLinks(tx: Transaction, userId: string, purpose?: Purpose): Promise<number> {
  const where = { userId, ...(purpose ? { purpose } : {}), ...openLinks() }
  const { count } = await tx.accountLink.updateMany({ where, data: { revokedAt: new Date() } })
  return count
}

/** The person behind an open link; null when it is over, or their account is disabled. */
export async function findAccountLink(token: string, purpose: Purpose) {
  const where = { tokenHash: hashSecret(token), purpose, ...openLinks(), user: { disabledAt: null } }
  const user = { select: { id: true, name: true, email: true, role: true } } as const
  return db().accountLink.findFirst({ where, select: { id: true, email: true, user } })
}

/** Uses a link up; of two at the same moment the second gets false. */
export async function useUpAccountLink(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.accountLink.updateMany({ where: { id, ...openLinks() }, data: { usedAt: new Date() } })
  return count > 0
}

/** What tells links that work from those that are over. */
export function openLinks() {
  return { usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } }
}

/** Removes links that have been over for a while. Returns how many. */
export async function deleteOldLinks(): Promise<number> {
  const { count } = await db().accountLink.deleteMany({
    where: { expiresAt: { lt: new Date(Date.now() - KEPT_MS) } },
  })
  return count
}
