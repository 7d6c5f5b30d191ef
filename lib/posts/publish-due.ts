import type { Actor } from "@/lib/auth/actor"
import { db } from "@/lib/db/client"
import { pickFields } from "./edit-post"
import { inBlog, savePost } from "./save-post"

const SCHEDULER: Actor = { kind: "system", name: "Scheduler", source: "desk" }

/**
 * Publishes every scheduled post whose time has come, in order, and returns the time of the next one. Any number of
 * processes may do this at once: under the blog's lock only one finds a post still scheduled.
 */
export async function publishDue(): Promise<Date | null> {
  const due = await db().$queryRaw<{ id: string; blogId: string }[]>`
    select id, blog_id as "blogId" from post
    where state = 'scheduled' and publish_at <= clock_timestamp() order by publish_at, id limit 500`
  for (const { id, blogId } of due) await publishScheduled(blogId, id)
  const next = await db().post.findFirst({
    where: { state: "scheduled", publishAt: { not: null } },
    orderBy: { publishAt: "asc" },
    select: { publishAt: true },
  })
  return next?.publishAt ?? null
}

async function publishScheduled(blogId: string, postId: string): Promise<void> {
  await inBlog(blogId, async (tx, blog) => {
    const before = await tx.post.findUnique({ where: { id: postId } })
    if (before?.state !== "scheduled" || !before.publishAt || before.publishAt > blog.now) return
    const fields = { ...pickFields(before), state: "published" as const, publishAt: null }
    await savePost(tx, { actor: SCHEDULER, blog, before, id: postId, fields, action: "publish" })
  })
}
