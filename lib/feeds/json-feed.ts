import { paths } from "@/lib/paths"
import type { Author } from "@/lib/protocol/delta"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { absoluteUrl, SITE_NAME, siteUrl } from "@/lib/site"
import type { FeedFrame, FeedItem } from "./feed-item"

/** JSON Feed 1.1. `expired` tells subscribers that nothing will follow. */
export function toJsonFeed({ blog, title, homeUrl, selfUrl }: FeedFrame, items: FeedItem[]): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    ...(blog.summary ? { description: blog.summary } : {}),
    language: blog.language,
    authors: [{ name: SITE_NAME, url: siteUrl() }],
    ...(blog.status === "ended" ? { expired: true } : {}),
    items: items.map(toItem),
  })
}

function toItem({ id, url, title, summary, html, authors, tags, publishedAt, editedAt }: FeedItem) {
  return {
    id,
    url,
    title,
    summary,
    content_html: html,
    date_published: publishedAt,
    date_modified: editedAt ?? publishedAt,
    ...(authors.length > 0 ? { authors: authors.map(toAuthor) } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  }
}

function toAuthor({ name, picture }: Author) {
  return { name, ...(picture ? { avatar: absoluteUrl(paths.media(picture, PORTRAIT_WIDTH, "jpg")) } : {}) }
}
