import { z } from "zod"
import { PUBLIC_COLUMNS, presentBlog, presentPost } from "@/lib/changes/presenters"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { staleIfError } from "@/lib/stale-cache"
import { keyset } from "./keyset"
import { type Moved, readMoved } from "./read-moved"

const DEFAULT_LIMIT = 20

/** What a program may choose. Other parameters are not ours and change nothing. */
export const publicPostsSchema = z.object({
  limit: z.coerce
    .number("Write a whole number.")
    .int()
    .min(1, "Ask for at least 1 post.")
    .max(100, "Ask for at most 100 posts.")
    .optional(),
  before: idField.optional(),
})

export type PublicPostsQuery = z.output<typeof publicPostsSchema>

/** The public posts of a blog, newest first, and the position from which `/changes` goes on. */
export type PublicPosts = {
  blog: PublicBlog
  epoch: string
  version: number
  posts: PublicPost[]
  /** The id to ask `before` for the older ones; null: these are all. */
  next: string | null
  stale: boolean
}

/** Null: no such public blog. Throws `post_not_found` where `before` names no public post of it. */
export function readPublicPosts(slug: string, query: PublicPostsQuery): Promise<PublicPosts | Moved | null> {
  return staleIfError(`posts ${slug} ${JSON.stringify(query)}`, () => readFresh(slug, query))
}

async function readFresh(slug: string, { limit = DEFAULT_LIMIT, before }: PublicPostsQuery) {
  // The blog's row first, then its posts: what is committed in between is only seen twice, never missed.
  const row = await db().blog.findUnique({ where: { slug } })
  if (!row) return readMoved(slug, (to) => paths.publicPosts(to))
  const blog = presentBlog(row)
  if (!blog) return null
  const where = { blogId: row.id, state: "published" as const }
  const anchor = before ? await db().post.findFirst({ where: { ...where, id: before } }) : null
  if (before && !anchor?.publishedAt) throw new AppError("post_not_found")
  const rows = await db().post.findMany({
    where: {
      ...where,
      ...(anchor?.publishedAt ? keyset("publishedAt", "lt", { id: anchor.id, at: anchor.publishedAt }) : {}),
    },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: PUBLIC_COLUMNS,
    take: limit + 1,
  })
  const posts = rows.slice(0, limit).map(presentPost)
  const next = rows.length > limit ? (posts.at(-1)?.id ?? null) : null
  return { blog, epoch: row.epoch, version: row.version, posts, next, stale: false }
}
