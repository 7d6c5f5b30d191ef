import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { db } from "@/lib/db/client"

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
