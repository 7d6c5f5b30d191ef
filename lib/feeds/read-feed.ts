import { z } from "zod"
import { getBlogId } from "@/lib/blogs/read-blogs"
import { PUBLIC_COLUMNS, presentBlog, presentPost } from "@/lib/changes/presenters"
import { LIMITS } from "@/lib/content/content-limits"
import { documentPictures } from "@/lib/content/pictures"
import { db, type Prisma } from "@/lib/db/client"
import { readFileSizes } from "@/lib/media/media-store"
import { readTagSpellings } from "@/lib/posts/read-tag"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { staleIfError } from "@/lib/stale-cache"
import { feedPictureFile } from "./feed-item"

/** What a subscriber may choose. Other parameters are not ours and change nothing. */
export const feedChoiceSchema = z.object({
  only: z.enum(["key-events"], "The one choice here is key-events.").optional(),
  tag: z.string().trim().min(1, "Name a tag.").max(LIMITS.tagCharacters).optional(),
  limit: z.coerce
    .number("Write a whole number.")
    .int()
    .min(1, "Ask for at least 1 update.")
    .max(100, "Ask for at most 100 updates.")
    .optional(),
})

const DEFAULT_LIMIT = 20

export type FeedChoice = z.infer<typeof feedChoiceSchema>

/** The newest updates of a blog, for subscribers. */
export type BlogFeed = {
  blog: PublicBlog
  /** Newest first. */
  posts: PublicPost[]
  /** Newest change of the blog, of whatever kind. */
  updatedAt: string
  choice: FeedChoice
  /** Sizes of the pictures' files by their path below /media. */
  bytes?: ReadonlyMap<string, number>
  /** Set while the database is away and this is the last known feed. */
  stale?: boolean
}

/** The feed of a public blog; null when there is none; `movedTo`: the blog's slug of today. */
export function readFeed(slug: string, choice: FeedChoice): Promise<BlogFeed | { movedTo: string } | null> {
  return staleIfError(`feed ${slug} ${JSON.stringify(choice)}`, async () => {
    const feed = await readFresh(slug, choice)
    return feed && { ...feed, stale: false }
  })
}

async function readFresh(slug: string, choice: FeedChoice): Promise<BlogFeed | { movedTo: string } | null> {
  const row = await db().blog.findUnique({ where: { slug } })
  if (!row) return readMoved(slug)
  const blog = presentBlog(row)
  if (!blog) return null
  const posts = await db().post.findMany({
    where: { blogId: row.id, state: "published", ...(await toCondition(row.id, choice)) },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: PUBLIC_COLUMNS,
    take: choice.limit ?? DEFAULT_LIMIT,
  })
  const shown = posts.map(presentPost)
  return { blog, posts: shown, updatedAt: row.changedAt.toISOString(), choice, bytes: await readSizes(shown) }
}

async function readSizes(posts: PublicPost[]): Promise<ReadonlyMap<string, number>> {
  const pictures = posts.flatMap(({ content }) => documentPictures(content))
  return readFileSizes(pictures.map(({ attrs }) => `${attrs.mediaId}/${feedPictureFile(attrs.width).name}`))
}

async function toCondition(blogId: string, { only, tag }: FeedChoice): Promise<Prisma.PostWhereInput> {
  return {
    ...(only === "key-events" ? { keyEvent: true } : {}),
    ...(tag ? { tags: { hasSome: await readTagSpellings(blogId, tag) } } : {}),
  }
}

async function readMoved(slug: string): Promise<{ movedTo: string } | null> {
  const id = await getBlogId(slug)
  const row = id ? await db().blog.findUnique({ where: { id } }) : null
  return row && row.status !== "draft" ? { movedTo: row.slug } : null
}
