import { db } from "@/lib/db/client"
import { isAppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { pickFields } from "./post-fields"
import { inBlog, savePost } from "./save-post"

const SCHEDULER: Actor = { kind: "system", name: "Scheduler", source: "desk" }
/** The wait for a locked blog; the next run tries again. */
const TIMEOUT_MS = 1_000

/**
 * Ends breaking news whose time is over, as a change that open pages and caches get like any other. Returns the
 * milliseconds until the next one ends, or null.
 */
export async function endDueAlerts(): Promise<number | null> {
  const due = await db().$queryRaw<{ id: string; blogId: string }[]>`
    select p.id, p.blog_id as "blogId" from post p join blog b on b.id = p.blog_id and b.deleted_at is null
    where p.alert_until <= clock_timestamp() order by p.alert_until limit 500`
  for (const { id, blogId } of due) {
    try {
      await endAlert(blogId, id)
    } catch (error) {
      if (!isAppError(error) || error.code !== "blog_busy") throw error
    }
  }
  const [next] = await db().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from min(p.alert_until) - clock_timestamp()) * 1000)::float8 as ms
    from post p join blog b on b.id = p.blog_id and b.deleted_at is null where p.alert_until is not null`
  return next?.ms ?? null
}

async function endAlert(blogId: string, postId: string): Promise<void> {
  await inBlog(
    blogId,
    async (tx, blog) => {
      const before = await tx.post.findUnique({ where: { id: postId } })
      if (!before?.alertUntil || before.alertUntil > blog.now) return
      const fields = { ...pickFields(before), alertMinutes: 0 }
      await savePost(tx, { actor: SCHEDULER, blog, before, id: postId, fields, action: "end-alert" })
    },
    { patience: TIMEOUT_MS },
  )
}
