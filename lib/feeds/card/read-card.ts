import { getBlogId } from "@/lib/blogs/read-blogs"
import { excerpt } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { PublicBlog } from "@/lib/live/delta"
import { PUBLIC_COLUMNS, toPublicBlog, toPublicPost } from "@/lib/live/public-rows"
import { readerWords } from "@/lib/words/languages"
import { fill } from "@/lib/words/reader-words"
import { clockTimeWithZone, shortDay } from "@/lib/words/times"
import { postHeadline } from "../headline"
import type { Card, Look } from "./draw-card"

const TEXT_CHARACTERS = 240

/** What the card of a blog, or of one of its updates, says; null when there is no such thing that readers can see. */
export async function readCard(slug: string, postId: string | null): Promise<Card | null> {
  const id = await getBlogId(slug)
  const row = id ? await db().blog.findUnique({ where: { id } }) : null
  const blog = row ? toPublicBlog(row) : null
  if (!row || !blog) return null
  if (postId === null) return toBlogCard(blog, row.changedAt.toISOString())
  const where = { id: postId, blogId: blog.id, state: "published" as const }
  const post = await db().post.findFirst({ where, select: PUBLIC_COLUMNS })
  if (!post) return null
  const shown = toPublicPost(post)
  return {
    kicker: blog.title,
    headline: postHeadline(shown, blog),
    text: shown.title ? excerpt(shown.content, TEXT_CHARACTERS) : "",
    time: toTime(shown.publishedAt, blog),
    badge: null,
    look: toLook(blog),
  }
}

function toBlogCard(blog: PublicBlog, changedAt: string): Card {
  const words = readerWords(blog.language)
  const live = blog.status === "live"
  return {
    kicker: "",
    headline: blog.title,
    text: blog.summary.slice(0, TEXT_CHARACTERS),
    time: live ? fill(words.updated, { when: toTime(changedAt, blog) }) : toTime(blog.endedAt ?? changedAt, blog),
    badge: { words: live ? words.live : words.ended, live },
    look: toLook(blog),
  }
}

function toLook({ accent, logo, headerImage }: PublicBlog): Look {
  return { accent, logo, headerImage }
}

function toTime(iso: string, blog: PublicBlog): string {
  return `${shortDay(iso, blog)}, ${clockTimeWithZone(iso, blog)}`
}
