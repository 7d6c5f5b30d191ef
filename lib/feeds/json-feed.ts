import { summaryLine } from "@/lib/content/split-summary"
import { paths } from "@/lib/paths"
import type { Author } from "@/lib/protocol/delta"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { absoluteUrl } from "@/lib/site"
import type { FeedFrame, FeedItem, FeedPicture } from "./feed-item"

const DESCRIPTION_CHARACTERS = 500

/** JSON Feed 1.1. `expired` tells subscribers that nothing will follow. */
export function toJsonFeed({ blog, publisher, title, homeUrl, selfUrl }: FeedFrame, items: FeedItem[]): string {
  const description = summaryLine(blog.summary, DESCRIPTION_CHARACTERS)
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    ...(description ? { description } : {}),
    language: blog.language,
    authors: [publisher],
    ...(blog.status === "ended" ? { expired: true } : {}),
    items: items.map(toItem),
  })
}

function toItem({ id, url, title, summary, html, pictures, authors, tags, publishedAt, editedAt }: FeedItem) {
  const [first] = pictures
  return {
    id,
    url,
    title,
    summary,
    content_html: html,
    ...(first ? { image: first.url } : {}),
    date_published: publishedAt,
    date_modified: editedAt ?? publishedAt,
    ...(authors.length > 0 ? { authors: authors.map(toAuthor) } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(pictures.length > 0 ? { attachments: pictures.map(toAttachment) } : {}),
  }
}

function toAuthor({ name, picture }: Author) {
  return { name, ...(picture ? { avatar: absoluteUrl(paths.media(picture, PORTRAIT_WIDTH, "jpg")) } : {}) }
}

function toAttachment({ url, bytes, caption, alt }: FeedPicture) {
  const title = caption || alt
  return {
    url,
    mime_type: "image/jpeg",
    ...(title ? { title } : {}),
    ...(bytes === undefined ? {} : { size_in_bytes: bytes }),
  }
}
