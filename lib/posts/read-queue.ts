import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { DeskPost } from "./post-schemas"
import { presentDeskPost } from "./present-desk-post"

/** Posts that are not out yet. */
export type Queue = {
  /** The longest wait first. */
  submitted: DeskPost[]
  /** The next one first. */
  scheduled: DeskPost[]
  /** The newest first. */
  drafts: DeskPost[]
}

/** How many posts of each list a desk gets; the counts say how many there are. */
const MAX_PER_LIST = 50

export async function readQueue(actor: Actor, blogId: string): Promise<Queue> {
  authorize(actor, "desk.read", { blogId })
  const [waiting, scheduled, drafts] = await Promise.all([
    db().$queryRaw<{ id: string }[]>`
      select p.id from post p where p.blog_id = ${blogId} and p.state = 'submitted'
      order by coalesce(
        (select max(r.saved_at) from revision r where r.post_id = p.id and r.action = 'submit'), p.saved_at), p.id
      limit ${MAX_PER_LIST}`,
    db().post.findMany({
      where: { blogId, state: "scheduled" },
      orderBy: [{ publishAt: "asc" }, { id: "asc" }],
      take: MAX_PER_LIST,
    }),
    db().post.findMany({
      where: { blogId, state: "draft" },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MAX_PER_LIST,
    }),
  ])
  const rows = await db().post.findMany({ where: { id: { in: waiting.map(({ id }) => id) }, state: "submitted" } })
  const submitted = waiting.flatMap(({ id }) => rows.filter((row) => row.id === id))
  return {
    submitted: submitted.map(presentDeskPost),
    scheduled: scheduled.map(presentDeskPost),
    drafts: drafts.map(presentDeskPost),
  }
}
