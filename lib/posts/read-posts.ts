import { db, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { PostState } from "@/lib/permissions/post-policy"
import { type DeskSearch, findPostIds, isSearch, listSearchChoices } from "./desk-search"
import { keyset } from "./keyset"
import type { DeskPost } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"

/** How many posts of a blog wait for an editor or for their time. */
export type QueueCounts = {
  submitted: number
  scheduled: number
  draft: number
  /** Changes with every save of a post that waits: the desk then reads its queue again. */
  mark: string
}

export async function countQueue(actor: Actor, blogId: string): Promise<QueueCounts> {
  authorize(actor, "desk.read", { blogId })
  const groups = await db().post.groupBy({
    by: ["state"],
    where: { blogId, state: { in: ["submitted", "scheduled", "draft"] } },
    _count: true,
    _max: { savedAt: true },
  })
  const count = (state: string) => groups.find((each) => each.state === state)?._count ?? 0
  const mark = groups.map(({ state, _count, _max }) => `${state} ${_count} ${_max.savedAt?.getTime() ?? 0}`).sort()
  return { submitted: count("submitted"), scheduled: count("scheduled"), draft: count("draft"), mark: mark.join(",") }
}

const MAX_PER_PAGE = 100

export type ListOptions = {
  state?: PostState | undefined
  before?: string | undefined
  limit?: number | undefined
  /** Only what it finds. */
  search?: DeskSearch | undefined
}

/**
 * The desk's timeline, newest first by when a post was made; deleted posts only when asked for; those that are scheduled,
 * next one first. `before` is the `next` of the page before; `next` is null at the end.
 */
export async function listPosts(
  actor: Actor,
  blogId: string,
  { state, before, limit = 30, search }: ListOptions = {},
): Promise<{ posts: DeskPost[]; next: string | null }> {
  authorize(actor, "desk.read", { blogId })
  const take = Math.min(Math.max(limit, 1), MAX_PER_PAGE)
  const edge = before ? await requirePostOfBlog(blogId, before) : null
  const found =
    search && isSearch(search) ? await findPostIds(blogId, { ...search, state }, { edge, take: take + 1 }) : null
  const rows = await db().post.findMany({
    where: found
      ? { blogId, id: { in: found } }
      : { blogId, state: state ?? { not: "deleted" }, ...(edge ? after(edge, state) : {}) },
    orderBy: state === "scheduled" ? [{ publishAt: "asc" }, { id: "asc" }] : [{ createdAt: "desc" }, { id: "desc" }],
    take: take + 1,
  })
  const page = rows.slice(0, take)
  return { posts: page.map(presentDeskPost), next: rows.length > take ? (page.at(-1)?.id ?? null) : null }
}

/** What can be chosen from when one searches a blog's posts: its authors and tags. */
export async function readSearchChoices(actor: Actor, blogId: string): Promise<{ authors: string[]; tags: string[] }> {
  authorize(actor, "desk.read", { blogId })
  return listSearchChoices(blogId)
}

function after({ id, createdAt, publishAt }: PostRow, state: PostState | undefined) {
  if (state !== "scheduled") return keyset("createdAt", "lt", { at: createdAt, id })
  // Published since the last page: every scheduled post comes after it.
  return publishAt ? keyset("publishAt", "gt", { at: publishAt, id }) : {}
}

/** One post of a blog for the desk and the API. Throws `post_not_found`. */
export async function requirePost(actor: Actor, blogId: string, postId: string): Promise<DeskPost> {
  authorize(actor, "desk.read", { blogId })
  return presentDeskPost(await requirePostOfBlog(blogId, postId))
}

export async function requirePostRow(postId: string, tx: Transaction = db()): Promise<PostRow> {
  const row = await tx.post.findUnique({ where: { id: postId } })
  if (!row) throw new AppError("post_not_found")
  return row
}

/** Posts of one blog in the order of their ids here. Throws `post_not_found` when one of them is not there. */
export async function requirePostRows(tx: Transaction, blogId: string, ids: string[]): Promise<PostRow[]> {
  const found = new Map((await tx.post.findMany({ where: { blogId, id: { in: ids } } })).map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row) throw new AppError("post_not_found")
    return row
  })
}

async function requirePostOfBlog(blogId: string, postId: string): Promise<PostRow> {
  const row = await requirePostRow(postId)
  if (row.blogId !== blogId) throw new AppError("post_not_found")
  return row
}
