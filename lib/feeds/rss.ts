import { summaryLine } from "@/lib/content/split-summary"
import type { FeedFrame, FeedItem, FeedPicture } from "./feed-item"
import { FEED_FORMATS } from "./formats"
import { element, escapeXml, type Xml, xmlDocument } from "./xml"

const DESCRIPTION_CHARACTERS = 500

/**
 * RSS 2.0. It has no place for the time of an edit; Atom and JSON Feed do. Titles are text; a
 * description is HTML to every reader, so its text is escaped once more than XML asks for.
 */
export function toRss({ blog, title, homeUrl, selfUrl, updatedAt }: FeedFrame, items: FeedItem[]): string {
  const channel = element("channel", [
    element("title", title),
    element("link", homeUrl),
    element("description", escapeXml(summaryLine(blog.summary, DESCRIPTION_CHARACTERS) || title)),
    element("language", blog.language),
    element("lastBuildDate", toRfc822(updatedAt)),
    element("atom:link", [], { rel: "self", type: FEED_FORMATS.rss.type, href: selfUrl }),
    ...items.map(toItem),
  ])
  const namespaces = {
    version: "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
  }
  return xmlDocument(element("rss", [channel], namespaces))
}

function toItem({ id, url, title, summary, html, pictures, authors, tags, publishedAt }: FeedItem) {
  return element("item", [
    element("title", title),
    element("link", url),
    element("guid", id, { isPermaLink: "false" }),
    element("pubDate", toRfc822(publishedAt)),
    ...authors.map(({ name }) => element("dc:creator", name)),
    ...tags.map((tag) => element("category", tag)),
    element("description", escapeXml(summary)),
    element("content:encoded", html),
    ...pictures.slice(0, 1).map(toEnclosure),
    ...pictures.map(toMedia),
  ])
}

/** RSS takes one enclosure, with its size. */
function toEnclosure({ url, bytes }: FeedPicture): Xml | null {
  return bytes === undefined ? null : element("enclosure", [], { url, length: String(bytes), type: "image/jpeg" })
}

function toMedia({ url, width, height, bytes, alt, caption, credit }: FeedPicture): Xml {
  const size = {
    width: String(width),
    height: String(height),
    ...(bytes === undefined ? {} : { fileSize: String(bytes) }),
  }
  const words = [
    caption ? element("media:title", caption, { type: "plain" }) : null,
    alt ? element("media:description", alt, { type: "plain" }) : null,
    credit ? element("media:credit", credit) : null,
  ]
  return element("media:content", words, { url, medium: "image", type: "image/jpeg", ...size })
}

function toRfc822(iso: string): string {
  return new Date(iso).toUTCString()
}
