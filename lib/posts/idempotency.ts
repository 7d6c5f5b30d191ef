import { createHash } from "node:crypto"
import { z } from "zod"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import type { PostState } from "@/lib/permissions/post-policy"
import type { DeskPost } from "./post-schemas"

const MAX_KEY_CHARACTERS = 255
// Control characters, half characters, and the separators of lines and paragraphs.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

export const idempotencyKeySchema = z
  .string()
  .refine(
    (key) => /\S/.test(key) && !UNPRINTABLE.test(key) && [...key].length <= MAX_KEY_CHARACTERS,
    `An Idempotency-Key has 1 to ${MAX_KEY_CHARACTERS} printable characters.`,
  )

// A day is the custom for programs. The desk's outbox may send a save again after a holiday: its keys last as long as
// unsaved texts.
const isExpired = Prisma.sql`idempotency_key.created_at < clock_timestamp()
  - case when idempotency_key.credential like 'user:%' then interval '30 days' else interval '24 hours' end`

/** A request that may arrive more than once. `route`: what it asks for in the blog. */
export type KeyedRequest = {
  actor: Actor
  blogId: string
  route: "create" | `edit:${string}`
  key: string
  body: unknown
}

type FirstAnswer = { postId: string; response: string | null }

/**
 * What this very request made when it came before; null: it comes for the first time. Called under the blog's lock, so
 * that a request whose twin is still on its way waits for it.
 * Throws `key_reused` for another body, `deleted_since` when the post is deleted by now.
 */
export async function findFirstAnswer(tx: Transaction, request: KeyedRequest): Promise<FirstAnswer | null> {
  const { blogId, route, key } = request
  const [known] = await tx.$queryRaw<(FirstAnswer & { requestHash: string; state: PostState | null })[]>(Prisma.sql`
    select request_hash as "requestHash", post_id as "postId", response, post.state::text as state
    from idempotency_key left join post on post.id = post_id
    where credential = ${credentialOf(request.actor)} and idempotency_key.blog_id = ${blogId} and route = ${route}
      and key = ${key} and not (${isExpired})`)
  if (!known) return null
  if (known.requestHash !== hashBody(request)) throw new AppError("key_reused")
  const { postId, response, state } = known
  if (state === null || state === "deleted") throw new AppError("deleted_since", { details: { postId } })
  return { postId, response }
}

/** Keeps what a request made, in the transaction that made it. Only the answer of a new post is given again as it was. */
export async function keepFirstAnswer(tx: Transaction, request: KeyedRequest, post: DeskPost): Promise<void> {
  const { blogId, route, key } = request
  const response = route === "create" ? JSON.stringify(post) : null
  // Only an expired one can be in the way.
  await tx.$executeRaw(Prisma.sql`
    insert into idempotency_key (credential, blog_id, route, key, request_hash, post_id, response, created_at)
    values (${credentialOf(request.actor)}, ${blogId}, ${route}, ${key}, ${hashBody(request)}, ${post.id}, ${response},
      clock_timestamp())
    on conflict (credential, blog_id, route, key) do update set request_hash = excluded.request_hash,
      post_id = excluded.post_id, response = excluded.response, created_at = excluded.created_at`)
}

/** Removes the keys that no longer count. Returns how many. */
export function removeExpiredKeys(): Promise<number> {
  return db().$executeRaw(Prisma.sql`delete from idempotency_key where ${isExpired}`)
}

function credentialOf(actor: Actor): string {
  return `${actor.kind}:${actor.kind === "system" ? actor.name : actor.id}`
}

function hashBody({ body }: KeyedRequest): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex")
}
