import { summaryLine } from "@/lib/content/split-summary"
import type { FeedFrame, FeedItem, FeedPicture } from "./feed-item"
import { FEED_FORMATS } from "./formats"
import { element, type Xml, xmlDocument } from "./xml"

const SUBTITLE_CHARACTERS = 500

/** Atom 1.0. An edit moves the entry's `updated`. */
export function toAtom({ blog, publisher, title, homeUrl, selfUrl, updatedAt }: FeedFrame, items: FeedItem[]): string {
  const subtitle = summaryLine(blog.summary, SUBTITLE_CHARACTERS)
  const feed = [
    element("id", `urn:running-story:${blog.id}`),
    element("title", title),
    subtitle ? element("subtitle", subtitle) : null,
    element("updated", updatedAt),
    element("link", [], { rel: "self", type: FEED_FORMATS.atom.type, href: selfUrl }),
    element("link", [], { rel: "alternate", type: "text/html", href: homeUrl }),
    element("author", [element("name", publisher.name), element("uri", publisher.url)]),
    ...items.map(toEntry),
  ]
  return xmlDocument(element("feed", feed, { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": blog.language }))
}

function toEntry({ id, url, title, summary, html, pictures, authors, tags, publishedAt, editedAt }: FeedItem) {
  return element("entry", [
    element("id", id),
    element("title", title),
    element("link", [], { rel: "alternate", type: "text/html", href: url }),
    ...pictures.slice(0, 1).map(toEnclosure),
    element("published", publishedAt),
    element("updated", editedAt ?? publishedAt),
    ...authors.map(({ name }) => element("author", [element("name", name)])),
    ...tags.map((term) => element("category", [], { term })),
    element("summary", summary),
    element("content", html, { type: "html" }),
  ])
}

function toEnclosure({ url, bytes }: FeedPicture): Xml {
  const size: Record<string, string> = bytes === undefined ? {} : { length: String(bytes) }
  return element("link", [], { rel: "enclosure", type: "image/jpeg", href: url, ...size })
}
