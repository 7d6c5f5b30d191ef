import { getBlogId } from "@/lib/blogs/read-blogs"
import { cutText } from "@/lib/content/cut-text"
import { excerpt } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { PublicBlog } from "@/lib/live/delta"
import { PUBLIC_COLUMNS, toPublicBlog, toPublicPost } from "@/lib/live/public-rows"
import { readerWords } from "@/lib/words/languages"
import { plannedStart } from "@/lib/words/planned-start"
import { fill } from "@/lib/words/reader-words"
import { dayAndClockWithZone } from "@/lib/words/times"
import { postHeadline } from "../headline"
import type { Card, Look } from "./draw-card"

const TEXT_CHARACTERS = 240

/** What the card of a blog, or of one of its updates, says; null when there is no such thing that readers can see. */
export async function readCard(slug: string, postId: string | null): Promise<Card | null> {
  const id = await getBlogId(slug)
  const row = id ? await db().blog.findUnique({ where: { id } }) : null
  const blog = row ? toPublicBlog(row) : null
  if (!row || !blog) return null
  if (postId === null) return toBlogCard(blog, row.publicCount, row.changedAt.toISOString())
  const where = { id: postId, blogId: blog.id, state: "published" as const }
  const post = await db().post.findFirst({ where, select: PUBLIC_COLUMNS })
  if (!post) return null
  const shown = toPublicPost(post)
  return {
    kicker: blog.title,
    headline: postHeadline(shown, blog),
    text: shown.title ? excerpt(shown.content, TEXT_CHARACTERS) : "",
    time: dayAndClockWithZone(shown.publishedAt, blog),
    badge: null,
    look: toLook(blog),
  }
}

function toBlogCard(blog: PublicBlog, posts: number, changedAt: string): Card {
  const card = { kicker: "", headline: blog.title, text: cutText(blog.summary, TEXT_CHARACTERS), look: toLook(blog) }
  const words = readerWords(blog.language)
  const start = plannedStart(blog, posts, Date.now())
  if (start) return { ...card, time: dayAndClockWithZone(start, blog), badge: { words: words.comingUp, live: false } }
  if (blog.status === "ended") {
    const time = dayAndClockWithZone(blog.endedAt ?? changedAt, blog)
    return { ...card, time, badge: { words: words.ended, live: false } }
  }
  const time = fill(words.updated, { when: dayAndClockWithZone(changedAt, blog) })
  return { ...card, time, badge: { words: words.live, live: true } }
}

function toLook({ accent, logo, headerImage }: PublicBlog): Look {
  return { accent, logo, headerImage }
}
