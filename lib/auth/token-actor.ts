import { db } from "@/lib/db/client"
import { unlessUnwritable } from "@/lib/db/unless-unwritable"
import type { Actor } from "@/lib/permissions/actor"
import { hashSecret } from "@/lib/secret-token"

const LAST_USED_INTERVAL_MS = 60_000

/**
 * The actor behind an `Authorization: Bearer` header; null for an unknown, revoked or expired token. Read from the database each
 * time, by a unique key, so that revoking works immediately.
 */
export async function getTokenActor(authorization: string | null): Promise<Actor | null> {
  const token = /^Bearer +(rs_[0-9A-Za-z]{32,128})$/i.exec(authorization ?? "")?.[1]
  if (!token) return null
  const row = await db().apiToken.findUnique({ where: { tokenHash: hashSecret(token) } })
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= new Date())) return null
  await noteUse(row.id, row.lastUsedAt)
  return { kind: "token", id: row.id, name: row.name, blogId: row.blogId, scope: row.scope, source: "api" }
}

// For "last used 3 minutes ago": to the minute is enough, a write per request would be too much.
async function noteUse(id: string, lastUsedAt: Date | null): Promise<void> {
  const now = new Date()
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_INTERVAL_MS) return
  await unlessUnwritable(() => db().apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } }))
}
