import { PUBLIC_COLUMNS, presentBlog, presentPost } from "@/lib/changes/presenters"
import { db } from "@/lib/db/client"
import { paths } from "@/lib/paths"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { PAGE_SIZE } from "@/lib/protocol/reader-page"
import { tagKey } from "@/lib/reader-paths"
import { staleIfError } from "@/lib/stale-cache"
import { keyset } from "./keyset"
import { type Moved, readMoved } from "./read-moved"

/** Every way in which the public posts of a blog spell a tag; none: no reader knows of such a tag. */
export async function readTagSpellings(blogId: string, tag: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ tag: string }[]>`
    select distinct unnest(tags) as tag from post where blog_id = ${blogId} and state = 'published' and tags <> '{}'`
  return rows.map((row) => row.tag).filter((spelling) => tagKey(spelling) === tagKey(tag))
}

/** The updates of a blog with one tag. */
export type TagPageData = {
  blog: PublicBlog
  /** As its newest update here spells it. */
  tag: string
  /** Newest first. */
  posts: PublicPost[]
  links: { newest: string | null; older: string | null }
  readAt: string
  stale: boolean
}

/**
 * The public posts with a tag, however they spell it, from the newest or from one of them on. Null: no such blog, or no
 * such post on it. `movedTo`: the address of today, when the blog or the tag was asked for by another.
 */
export async function readTagPage(
  slug: string,
  tag: string,
  postId: string | null,
): Promise<TagPageData | Moved | null> {
  if (tag !== tagKey(tag)) return { movedTo: paths.tag(slug, tag, postId ?? undefined) }
  return staleIfError(`tag ${slug} ${tag} ${postId ?? ""}`, () => readTagged(slug, tag, postId))
}

async function readTagged(
  slug: string,
  tag: string,
  postId: string | null,
): Promise<TagPageData | (Moved & { stale: boolean }) | null> {
  const row = await db().blog.findUnique({ where: { slug } })
  if (!row) return readMoved(slug, (to) => paths.tag(to, tag, postId ?? undefined))
  const blog = presentBlog(row)
  if (!blog) return null
  const [spellings, from] = await Promise.all([
    readTagSpellings(row.id, tag),
    postId ? readPlace(row.id, postId) : null,
  ])
  if (spellings.length === 0 || (postId && !from)) return null
  const rows = await db().post.findMany({
    where: {
      blogId: row.id,
      state: "published",
      tags: { hasSome: spellings },
      ...(from ? keyset("publishedAt", "lte", from) : {}),
    },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: PUBLIC_COLUMNS,
    take: PAGE_SIZE + 1,
  })
  const posts = rows.slice(0, PAGE_SIZE).map(presentPost)
  const next = rows[PAGE_SIZE]
  if (posts.length === 0) return null
  return {
    blog,
    tag: posts[0]?.tags.find((each) => tagKey(each) === tag) ?? tag,
    posts,
    links: { newest: postId ? paths.tag(slug, tag) : null, older: next ? paths.tag(slug, tag, next.id) : null },
    readAt: new Date().toISOString(),
    stale: false,
  }
}

// Also of a post that is not public any more or has lost the tag: older pages keep their addresses. Only its place counts.
async function readPlace(blogId: string, postId: string): Promise<{ id: string; at: Date } | null> {
  const post = await db().post.findFirst({
    where: { id: postId, blogId, version: { gt: 0 } },
    select: { id: true, publishedAt: true },
  })
  return post?.publishedAt ? { id: post.id, at: post.publishedAt } : null
}
