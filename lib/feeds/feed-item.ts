import { createHash } from "node:crypto"
import { processCache, textBytes } from "@/lib/cache"
import { excerpt } from "@/lib/content/plain-text"
import { paths } from "@/lib/paths"
import { renderContentHtml } from "@/lib/posts/render-html"
import type { Author, PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { absoluteUrl, withAbsoluteUrls } from "@/lib/site"
import { postHeadline } from "./headline"

const SUMMARY_CHARACTERS = 300
const MAX_BYTES = 8 * 1024 * 1024

/** The feed around its items. `updatedAt` is ISO 8601. */
export type FeedFrame = { blog: PublicBlog; title: string; homeUrl: string; selfUrl: string; updatedAt: string }

/** What every format tells of one update. */
export type FeedItem = {
  /** Stays the same when the blog moves to another address, so that nobody is told of old updates again. */
  id: string
  url: string
  title: string
  summary: string
  html: string
  /** Bylines, in order. */
  authors: Author[]
  tags: string[]
  publishedAt: string
  /** Set when the words were changed after publication. */
  editedAt: string | null
}

export async function toFeedItem(post: PublicPost, blog: PublicBlog): Promise<FeedItem> {
  return {
    id: `urn:running-story:${post.id}`,
    url: absoluteUrl(paths.permalink(blog.slug, post.id)),
    title: postHeadline(post, blog),
    summary: excerpt(post.content, SUMMARY_CHARACTERS),
    html: await drawOnce(post, blog.language),
    authors: post.authors,
    tags: post.tags,
    publishedAt: post.publishedAt,
    editedAt: post.editedAt,
  }
}

// In however many feeds it stands: once for the same words, which costs a tenth of drawing them.
function drawOnce(post: PublicPost, language: string): Promise<string> {
  const drawn = processCache<string>("posts in feeds", { maxBytes: MAX_BYTES, sizeOf: textBytes })
  const words = JSON.stringify([post.content, post.correction, language])
  return drawn.load(createHash("sha256").update(words).digest("base64url"), async () =>
    standAlone(await renderContentHtml(post, language)),
  )
}

/**
 * Markup of our own renderer for a place without our styles and address: no class names, no drawn ornaments, and
 * every address absolute. Words of people cannot look like markup here: the renderer escaped them.
 */
function standAlone(html: string): string {
  return withAbsoluteUrls(html.replaceAll(/<svg[\s\S]*?<\/svg>/g, "").replaceAll(/ (?:class|style)="[^"]*"/g, ""))
}
