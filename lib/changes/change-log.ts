import { Prisma, type Transaction } from "@/lib/db/client"
import { setLimits } from "@/lib/db/transaction"

/** Channel of changes that readers can see; payload `<blogId>:<version>`. */
export const LIVE_CHANNEL = "live"
/**
 * Channel of everything that was saved, drafts too; payload `<blogId>`, or `<blogId>:<postId>:<revision>` when it was a
 * post. For desks and the scheduler.
 */
export const DESK_CHANNEL = "desk"

/** After this, another blog gets the connection if one waits. */
export const BLOG_LOCK_TIMEOUT_MS = 500
const LIMITS = setLimits(BLOG_LOCK_TIMEOUT_MS)

export type LockedBlog = { id: string; version: number; now: Date }

/**
 * Takes the blog's row lock, so that changes of one blog run one after another and see each other's results, and
 * returns null when there is no such blog, or it is deleted. `now` is the database's clock. What only points to the blog, such as a text
 * that is kept, does not wait for it. Sets the transaction's limits in the same statement, before it waits.
 */
export async function lockBlog(tx: Transaction, blogId: string): Promise<LockedBlog | null> {
  const rows = await tx.$queryRaw<LockedBlog[]>(Prisma.sql`
    select id, version, date_trunc('milliseconds', clock_timestamp()) as now
    from blog, (${LIMITS}) as limits where id = ${blogId} and deleted_at is null
    for no key update of blog`)
  return rows[0] ?? null
}

export type Version = { version: number; at: Date }

type Line = { publicCountBy?: number; blogChanged?: boolean }

/**
 * Moves the blog's version line by one and announces it at commit. The number comes from the row itself, inside the
 * transaction that makes the change: a sequence or a clock would let a reader pass a change that commits later.
 * `publicCountBy` keeps the number of published posts; `blogChanged` tells that the blog's own public fields changed.
 */
export async function nextVersion(tx: Transaction, blogId: string, line: Line = {}): Promise<Version> {
  return takeSteps(tx, blogId, 1, line)
}

/** The same for several changes of one transaction: a step for each, in order, from one statement, announced once. */
export async function nextVersions(
  tx: Transaction,
  blogId: string,
  count: number,
  line: Line = {},
): Promise<Version[]> {
  if (count === 0) return []
  const { version, at } = await takeSteps(tx, blogId, count, line)
  return Array.from({ length: count }, (_, index) => {
    const before = count - 1 - index
    return { version: version - before, at: new Date(at.getTime() - before) }
  })
}

/** The last step. Those before it are a millisecond apart, and none of them earlier than what was before. */
async function takeSteps(
  tx: Transaction,
  blogId: string,
  count: number,
  { publicCountBy = 0, blogChanged = false }: Line,
): Promise<Version> {
  const rows = await tx.$queryRaw<Version[]>(Prisma.sql`
    with step as (
      update blog set
        version = version + ${count}::int,
        changed_at = greatest(
          date_trunc('milliseconds', clock_timestamp()), changed_at + ${count}::int * interval '1 millisecond'),
        public_count = public_count + ${publicCountBy},
        blog_version = case when ${blogChanged} then version + ${count}::int else blog_version end
      where id = ${blogId}
      returning id, version, changed_at
    )
    select version, changed_at as at, pg_notify(${LIVE_CHANNEL}, id || ':' || version)::text as announced from step`)
  const step = rows[0]
  if (!step) throw new Error(`The blog ${blogId} was not locked before its version was taken.`)
  return { version: step.version, at: step.at }
}

/** Announces, at commit, that a blog is there which readers can see. Its version line begins with it. */
export async function notifyBlog(tx: Transaction, blogId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_notify(${LIVE_CHANNEL}, ${`${blogId}:0`})::text as announced`)
}

/** What was saved: something of a blog, or one of its posts. An empty `blogId`: some saves may have been missed. */
export type SavedEvent = { blogId: string; post: { id: string; revision: number } | null }

/** Tells the desks and the scheduler, at commit, that something of a blog was saved, or which of its posts were. */
export async function notifySaved(
  tx: Transaction,
  blogId: string,
  posts: SavedEvent["post"][] = [null],
): Promise<void> {
  const payloads = posts.map((post) => (post ? `${blogId}:${post.id}:${post.revision}` : blogId))
  await tx.$queryRaw(Prisma.sql`
    select pg_notify(${DESK_CHANNEL}, payload)::text as announced from unnest(${payloads}::text[]) as payload`)
}

export function parseSavedEvent(payload: string): SavedEvent {
  const [blogId = "", id, revision] = payload.split(":")
  return { blogId, post: id ? { id, revision: Number(revision) } : null }
}
