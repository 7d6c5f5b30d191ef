import type { LockedBlog } from "@/lib/changes/change-log"
import { db, type Transaction } from "@/lib/db/client"
import { isAppError, isDatabaseDown } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { createSemaphore } from "@/lib/semaphore"
import { checkForReaders } from "./check-for-readers"
import { endDueAlerts } from "./end-alerts"
import { withHeadline } from "./key-event-headline"
import { type PostFields, pickFields } from "./post-fields"
import type { PostRow } from "./present-desk-post"
import { inBlog, savePost } from "./save-post"

const BLOGS_CONCURRENCY = 3
/** The wait for a locked blog, so that other blogs publish in time. */
const TIMEOUT_MS = 1_000
const SCHEDULER: Actor = { kind: "system", name: "Scheduler", source: "desk" }

/**
 * Ends due alerts and publishes due posts in order. Returns the milliseconds until the next one by the database's clock, or
 * null. Safe in several processes: under the blog's lock only one finds a post still scheduled.
 * A post that readers cannot get as it is becomes a draft with a note. Other failures and locked blogs
 * do not delay the rest; they are thrown at the end.
 */
export async function publishDue(): Promise<number | null> {
  const alertEnds = await endDueAlerts()
  const due = await db().$queryRaw<{ id: string; blogId: string }[]>`
    select p.id, p.blog_id as "blogId" from post p join blog b on b.id = p.blog_id and b.deleted_at is null
    where p.state = 'scheduled' and p.publish_at <= clock_timestamp() order by p.publish_at, p.id limit 500`
  const blogs = new Map<string, string[]>()
  for (const { id, blogId } of due) blogs.set(blogId, [...(blogs.get(blogId) ?? []), id])
  const inTurn = createSemaphore(BLOGS_CONCURRENCY, blogs.size)
  const failures = (await Promise.all([...blogs].map((posts) => inTurn(() => publishAll(...posts))))).flat()
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} scheduled posts cannot be published.`)
  const [next] = await db().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from min(p.publish_at) - clock_timestamp()) * 1000)::float8 as ms
    from post p join blog b on b.id = p.blog_id and b.deleted_at is null where p.state = 'scheduled'`
  const times = [next?.ms, alertEnds].filter((ms) => typeof ms === "number")
  return times.length > 0 ? Math.min(...times) : null
}

/** Publishes the posts of one blog in order; returns the failures. */
async function publishAll(blogId: string, postIds: string[]): Promise<unknown[]> {
  const failures: unknown[] = []
  for (const id of postIds) {
    try {
      await publishScheduled(blogId, id)
    } catch (error) {
      failures.push(error)
      // The next run retries and keeps the order.
      if (isAppError(error) && error.code === "blog_busy") break
      if (isDatabaseDown(error)) throw error
    }
  }
  return failures
}

async function publishScheduled(blogId: string, postId: string): Promise<void> {
  const publish = async (tx: Transaction, blog: LockedBlog) => {
    const before = await tx.post.findUnique({ where: { id: postId } })
    if (before?.state !== "scheduled" || !before.publishAt || before.publishAt > blog.now) return
    const fields = { ...pickFields(before), state: "published" as const, publishAt: null }
    const problem = (await findEnd(tx, before)) ?? findProblem(before, fields)
    const change = problem
      ? { fields: { ...fields, state: "draft" as const, editorNote: problem }, action: "unschedule" }
      : { fields, action: "publish" }
    await savePost(tx, { actor: SCHEDULER, blog, before, id: postId, ...change })
  }
  await inBlog(blogId, publish, { patience: TIMEOUT_MS })
}

/** A note when coverage ended after the post was scheduled: what was kept or scheduled since goes out. */
async function findEnd(tx: Transaction, before: PostRow): Promise<string | null> {
  const { status, endedAt } = await tx.blog.findUniqueOrThrow({
    where: { id: before.blogId },
    select: { status: true, endedAt: true },
  })
  const isSurprise = status === "ended" && endedAt !== null && before.savedAt < endedAt
  return isSurprise ? "Not published: coverage ended before its time." : null
}

/** A note for the post's writers when readers cannot get it as it is; null: they can. */
function findProblem(before: PostRow, fields: PostFields): string | null {
  try {
    checkForReaders(before, withHeadline(fields))
    return null
  } catch (error) {
    if (isAppError(error)) return `Not published: ${error.message}`
    throw error
  }
}
