import { messagesFor } from "@/lib/i18n/locales"
import { paths } from "@/lib/paths"
import { tagKey } from "@/lib/reader-paths"
import { absoluteUrl } from "@/lib/site"
import type { Publisher } from "@/lib/site-settings/publisher"
import { toAtom } from "./atom"
import { type FeedFrame, type FeedItem, toFeedItem } from "./feed-item"
import type { FeedFormat } from "./formats"
import { toJsonFeed } from "./json-feed"
import type { BlogFeed } from "./read-feed"
import { toRss } from "./rss"

/** What every format tells of the feed itself. */

const WRITERS: Record<FeedFormat, (frame: FeedFrame, items: FeedItem[]) => string> = {
  rss: toRss,
  atom: toAtom,
  json: toJsonFeed,
}

/** A feed's text in one of the formats. */
export async function renderFeed(
  { blog, posts, updatedAt, choice, bytes }: BlogFeed,
  format: FeedFormat,
  publisher: Publisher,
): Promise<string> {
  const items = await Promise.all(posts.map((post) => toFeedItem(post, blog, bytes)))
  const { tag } = choice
  const narrowings = [
    ...(choice.only ? [messagesFor(blog.language).keyEvents] : []),
    ...(tag ? [posts[0]?.tags.find((each) => tagKey(each) === tagKey(tag)) ?? tag] : []),
  ]
  const frame = {
    blog,
    publisher,
    title: [blog.title, ...narrowings].join(": "),
    homeUrl: absoluteUrl(choice.tag ? paths.tag(blog.slug, choice.tag) : paths.blog(blog.slug)),
    selfUrl: absoluteUrl(
      paths.feed(blog.slug, format, {
        ...(choice.only ? { only: choice.only } : {}),
        ...(choice.tag ? { tag: choice.tag } : {}),
        ...(choice.limit ? { limit: choice.limit } : {}),
      }),
    ),
    updatedAt,
  }
  return WRITERS[format](frame, items)
}
