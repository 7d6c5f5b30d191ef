import { getBlogId } from "@/lib/blogs/read-blogs"
import { PUBLIC_COLUMNS, presentBlog, presentPost } from "@/lib/changes/presenters"
import { documentPictures } from "@/lib/content/pictures"
import { summaryLine } from "@/lib/content/split-summary"
import { excerpt } from "@/lib/content/written-text"
import { db } from "@/lib/db/client"
import { dayAndClockWithZone } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { plannedStart } from "@/lib/i18n/planned-start"
import { postHeadline } from "@/lib/i18n/post-headline"
import { sayUpdatedAt } from "@/lib/i18n/say-when"
import type { PublicBlog } from "@/lib/protocol/delta"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import type { Look, ShareImage } from "./draw-share-image"

const TEXT_CHARACTERS = 240

/** What the card of a blog, or of one of its updates, says; null when there is no such thing that readers can see. */
export async function readShareImage(slug: string, postId: string | null): Promise<ShareImage | null> {
  const id = await getBlogId(slug)
  const row = id ? await db().blog.findUnique({ where: { id } }) : null
  const blog = row ? presentBlog(row) : null
  if (!row || !blog) return null
  const { name: sender } = await getSiteSettings()
  if (postId === null) return toBlogCard(sender, blog, row.publicCount, row.changedAt.toISOString())
  const where = { id: postId, blogId: blog.id, state: "published" as const }
  const post = await db().post.findFirst({ where, select: PUBLIC_COLUMNS })
  if (!post) return null
  const shown = presentPost(post)
  return {
    sender,
    kicker: blog.title,
    headline: postHeadline(shown, blog),
    text: shown.title ? excerpt(shown.content, TEXT_CHARACTERS) : "",
    time: dayAndClockWithZone(shown.publishedAt, blog),
    badge: null,
    look: { ...toLook(blog), headerImage: documentPictures(shown.content)[0]?.attrs ?? blog.headerImage },
  }
}

function toBlogCard(sender: string, blog: PublicBlog, posts: number, changedAt: string): ShareImage {
  const text = summaryLine(blog.summary, TEXT_CHARACTERS)
  const card = { sender, kicker: "", headline: blog.title, text, look: toLook(blog) }
  const words = messagesFor(blog.language)
  const start = plannedStart(blog, posts, Date.now())
  if (start) return { ...card, time: dayAndClockWithZone(start, blog), badge: { words: words.comingUp, live: false } }
  if (blog.status === "ended") {
    const time = dayAndClockWithZone(blog.endedAt ?? changedAt, blog)
    return { ...card, time, badge: { words: words.ended, live: false } }
  }
  const time = sayUpdatedAt(changedAt, blog, words)
  return { ...card, time, badge: { words: words.live, live: true } }
}

function toLook({ accent, logo, headerImage }: PublicBlog): Look {
  return { accent, logo, headerImage }
}
