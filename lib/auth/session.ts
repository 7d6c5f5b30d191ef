import { isAPIError } from "better-auth/api"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { unlessUnwritable } from "@/lib/db/unless-unwritable"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { ROLES, type Role } from "@/lib/permissions/roles"
import { getAuth } from "./auth"
import { deleteSessions } from "./delete-sessions"

const HOUR_MS = 60 * 60 * 1000
/** A session unused for this long is over. */
export const IDLE_MS = 7 * 24 * HOUR_MS

/**
 * The person behind a request's cookie, read from the database each time: a person who is disabled, or whose session was
 * ended, is signed out at the next request. Null when signed out.
 */
export async function getActor(headers: Headers): Promise<Actor | null> {
  if (!headers.has("cookie")) return null
  const auth = await getAuth()
  const found = await auth.api.getSession({ headers }).catch(throwCause)
  if (!found) return null
  const { user, session } = found
  const role = ROLES.find((each) => each === user.role)
  if (!role || user.disabledAt || !(await isInUse(session))) return null
  const blogRoles = await readBlogRoles(user.id)
  return {
    kind: "user",
    id: user.id,
    name: user.name,
    role,
    blogRoles,
    source: "desk",
    sessionId: session.id,
    sessionEndsAt: session.expiresAt,
  }
}

/** The same, or throws `not_signed_in`. */
export async function requireActor(headers: Headers): Promise<Actor> {
  const actor = await getActor(headers)
  if (!actor) throw new AppError("not_signed_in")
  return actor
}

async function readBlogRoles(userId: string): Promise<Record<string, Role | null>> {
  const rows = await db().blogMember.findMany({ where: { userId }, select: { blogId: true, role: true } })
  return Object.fromEntries(rows.map(({ blogId, role }) => [blogId, role]))
}

// `updatedAt` is when the session was last used, to the hour. A database that takes no changes keeps no one from reading.
async function isInUse({ id, userId, updatedAt }: { id: string; userId: string; updatedAt: Date }): Promise<boolean> {
  const idle = Date.now() - updatedAt.getTime()
  if (idle > IDLE_MS) await unlessUnwritable(() => transaction((tx) => deleteSessions(tx, userId, { id })))
  else if (idle > HOUR_MS)
    await unlessUnwritable(() => db().session.updateMany({ where: { id }, data: { updatedAt: new Date() } }))
  return idle <= IDLE_MS
}

// The library hides why it could not read a session. If the database is away, asking it tells.
async function throwCause(error: unknown): Promise<never> {
  if (isAPIError(error)) await db().$queryRaw`select 1`
  throw error
}
