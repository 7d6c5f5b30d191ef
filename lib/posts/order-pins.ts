import { db } from "@/lib/db/client"
import { newId } from "@/lib/ids"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { pickFields } from "./post-fields"
import type { DeskPost } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"
import { inBlog, savePost } from "./save-post"

const BY_PLACE = [{ pinOrder: "asc" as const }, { pinnedAt: "desc" as const }]

/** The pinned posts that readers see, in their order. */
export async function listPins(actor: Actor, blogId: string): Promise<DeskPost[]> {
  authorize(actor, "desk.read", { blogId })
  const rows = await db().post.findMany({
    where: { blogId, state: "published", pinnedAt: { not: null } },
    orderBy: BY_PLACE,
  })
  return rows.map(presentDeskPost)
}

/**
 * Puts the pinned posts of a blog in this order; readers see all of it in one step. Posts that are no longer pinned are
 * passed over, and those that are not named, pinned since then, stay on top. Throws `forbidden`, `blog_not_found`.
 */
export async function orderPins(actor: Actor, blogId: string, postIds: string[]): Promise<DeskPost[]> {
  authorize(actor, "post.publish", { blogId })
  return inBlog(blogId, async (tx, blog) => {
    const rows = await tx.post.findMany({
      where: { blogId, pinnedAt: { not: null }, state: { not: "deleted" } },
      orderBy: BY_PLACE,
    })
    const place = new Map([...new Set(postIds)].map((id, index) => [id, index]))
    const placeOf = ({ id }: PostRow) => place.get(id) ?? -1
    // A stable sort: those that are not named keep their order among themselves.
    const wanted = rows.toSorted((a, b) => placeOf(a) - placeOf(b))
    const groupId = newId("group")
    const saved: PostRow[] = []
    for (const [pinOrder, before] of wanted.entries()) {
      const fields = { ...pickFields(before), pinOrder }
      const isThere = before.pinOrder === pinOrder
      saved.push(
        isThere
          ? before
          : await savePost(tx, { actor, blog, before, id: before.id, fields, action: "order-pins", groupId }),
      )
    }
    return saved.filter(({ state }) => state === "published").map(presentDeskPost)
  })
}
