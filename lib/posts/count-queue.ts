import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"

/** How many posts of a blog wait for somebody or for their time. */
export type QueueCounts = { submitted: number; scheduled: number }

export async function countQueue(actor: Actor, blogId: string): Promise<QueueCounts> {
  authorize(actor, "desk.read", { blogId })
  const groups = await db().post.groupBy({
    by: ["state"],
    where: { blogId, state: { in: ["submitted", "scheduled"] } },
    _count: true,
  })
  const count = (state: string) => groups.find((each) => each.state === state)?._count ?? 0
  return { submitted: count("submitted"), scheduled: count("scheduled") }
}
