import { logSecurity } from "@/lib/audit/security-log"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import { deleteSessions } from "./delete-sessions"
import { IDLE_MS } from "./session"

/** One of a person's own sessions, for their account page. Times are ISO 8601. */
export type OwnSession = {
  id: string
  /** The one that asks. */
  current: boolean
  userAgent: string
  createdAt: string
  /** To the hour. */
  lastUsedAt: string
}

/** What tells open sessions from those that are over. */
export function sessionInUse() {
  return { expiresAt: { gt: new Date() }, updatedAt: { gt: new Date(Date.now() - IDLE_MS) } }
}

/** Removes the sessions that are over, so that what is kept about people does not grow. Returns how many. */
export async function deleteExpiredSessions(): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { NOT: sessionInUse() } })
  return count
}

/** Where a person is signed in, last used first. */
export async function listOwnSessions(actor: Actor): Promise<OwnSession[]> {
  const { id, sessionId } = requireUser(actor)
  const rows = await db().session.findMany({
    where: { userId: id, ...sessionInUse() },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
  })
  return rows.map((row) => ({
    id: row.id,
    current: row.id === sessionId,
    userAgent: row.userAgent ?? "",
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
  }))
}

/** Ends one of a person's own sessions; never another person's. Throws `not_found`. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<void> {
  const { id } = requireUser(actor)
  const count = await transaction((tx) => deleteSessions(tx, id, { id: sessionId }))
  if (count === 0) throw new AppError("not_found")
  logSecurity("sessions.ended", { person: id, by: id })
}

/** Signs a person out everywhere but here. */
export async function endOtherSessions(actor: Actor): Promise<void> {
  const { id, sessionId } = requireUser(actor)
  await transaction((tx) => deleteSessions(tx, id, sessionId ? { id: { not: sessionId } } : {}))
  logSecurity("sessions.ended", { person: id, by: id })
}
