import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { db, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { type PostRow, toDeskPost } from "./desk-post"
import type { DeskPost, PostState } from "./schema"

const MOST_PER_PAGE = 100

/**
 * The desk's timeline, newest first by when a post was made; deleted posts only when asked for. `before` is the `next`
 * of the page before; `next` is null at the end.
 */
export async function listPosts(
  actor: Actor,
  blogId: string,
  { state, before, limit = 30 }: { state?: PostState | undefined; before?: string | undefined; limit?: number } = {},
): Promise<{ posts: DeskPost[]; next: string | null }> {
  authorize(actor, "desk.read", { blogId })
  const take = Math.min(Math.max(limit, 1), MOST_PER_PAGE)
  const edge = before ? await requirePostOfBlog(blogId, before) : null
  const rows = await db().post.findMany({
    where: {
      blogId,
      state: state ?? { not: "deleted" },
      ...(edge
        ? { createdAt: { lte: edge.createdAt }, OR: [{ createdAt: { lt: edge.createdAt } }, { id: { lt: edge.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: take + 1,
  })
  const page = rows.slice(0, take)
  return { posts: page.map(toDeskPost), next: rows.length > take ? (page.at(-1)?.id ?? null) : null }
}

/** One post of a blog for the desk and the API. Throws `post_not_found`. */
export async function requirePost(actor: Actor, blogId: string, postId: string): Promise<DeskPost> {
  authorize(actor, "desk.read", { blogId })
  return toDeskPost(await requirePostOfBlog(blogId, postId))
}

export async function requirePostRow(postId: string, tx: Transaction = db()): Promise<PostRow> {
  const row = await tx.post.findUnique({ where: { id: postId } })
  if (!row) throw new AppError("post_not_found")
  return row
}

async function requirePostOfBlog(blogId: string, postId: string): Promise<PostRow> {
  const row = await requirePostRow(postId)
  if (row.blogId !== blogId) throw new AppError("post_not_found")
  return row
}
