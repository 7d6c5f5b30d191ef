import type { FeedFrame, FeedItem } from "./feed-item"
import { FEED_FORMATS } from "./formats"
import { element, xmlDocument } from "./xml"

/** RSS 2.0. It has no place for the time of an edit; Atom and JSON Feed do. */
export function toRss({ blog, title, homeUrl, selfUrl, updatedAt }: FeedFrame, items: FeedItem[]): string {
  const channel = element("channel", [
    element("title", title),
    element("link", homeUrl),
    element("description", blog.summary || title),
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
  }
  return xmlDocument(element("rss", [channel], namespaces))
}

function toItem({ id, url, title, summary, html, authors, tags, publishedAt }: FeedItem) {
  return element("item", [
    element("title", title),
    element("link", url),
    element("guid", id, { isPermaLink: "false" }),
    element("pubDate", toRfc822(publishedAt)),
    ...authors.map(({ name }) => element("dc:creator", name)),
    ...tags.map((tag) => element("category", tag)),
    element("description", summary),
    element("content:encoded", html),
  ])
}

function toRfc822(iso: string): string {
  return new Date(iso).toUTCString()
}
