import type { Actor } from "@/lib/auth/actor"
import { db } from "@/lib/db/client"
import { isDatabaseDown } from "@/lib/errors"
import { pickFields } from "./post-fields"
import { inBlog, savePost } from "./save-post"

const SCHEDULER: Actor = { kind: "system", name: "Scheduler", source: "desk" }

/**
 * Publishes every scheduled post whose time has come, in order, and returns in how many milliseconds the next one is due,
 * by the database's clock; null: there is none. Any number of processes may do this at once: under the blog's lock only
 * one finds a post still scheduled, and whoever comes to a post has passed all that are due before it.
 * A post that cannot be published keeps no other one waiting; it is told of at the end.
 */
export async function publishDue(): Promise<number | null> {
  const due = await db().$queryRaw<{ id: string; blogId: string }[]>`
    select id, blog_id as "blogId" from post
    where state = 'scheduled' and publish_at <= clock_timestamp() order by publish_at, id limit 500`
  const failures: unknown[] = []
  for (const { id, blogId } of due) {
    try {
      await publishScheduled(blogId, id)
    } catch (error) {
      if (isDatabaseDown(error)) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} scheduled posts cannot be published.`)
  const [next] = await db().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from min(publish_at) - clock_timestamp()) * 1000)::float8 as ms
    from post where state = 'scheduled'`
  return next?.ms ?? null
}

async function publishScheduled(blogId: string, postId: string): Promise<void> {
  await inBlog(blogId, async (tx, blog) => {
    const before = await tx.post.findUnique({ where: { id: postId } })
    if (before?.state !== "scheduled" || !before.publishAt || before.publishAt > blog.now) return
    const fields = { ...pickFields(before), state: "published" as const, publishAt: null }
    await savePost(tx, { actor: SCHEDULER, blog, before, id: postId, fields, action: "publish" })
  })
}
