import { createHash } from "node:crypto"
import { processCache, textBytes } from "@/lib/cache"
import type { Picture } from "@/lib/content/document"
import { documentPictures } from "@/lib/content/pictures"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import { paths } from "@/lib/paths"
import { renderContentHtml } from "@/lib/posts/render-html"
import type { Author, PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { imageWidths } from "@/lib/protocol/image-widths"
import { absoluteUrl, withAbsoluteUrls } from "@/lib/site"
import type { Publisher } from "@/lib/site-settings/publisher"

const SUMMARY_CHARACTERS = 300
const MAX_BYTES = 8 * 1024 * 1024

/** The feed around its items. `updatedAt` is ISO 8601. */
export type FeedFrame = {
  blog: PublicBlog
  publisher: Publisher
  title: string
  homeUrl: string
  selfUrl: string
  updatedAt: string
}

/** What every format tells of one update. */
export type FeedItem = {
  /** Stays the same when the blog moves to another address, so that nobody is told of old updates again. */
  id: string
  url: string
  title: string
  summary: string
  html: string
  /** In reading order; those of the post itself, no portraits and no pictures of linked pages. */
  pictures: FeedPicture[]
  /** Bylines, in order. */
  authors: Author[]
  tags: string[]
  publishedAt: string
  /** Set when the words were changed after publication. */
  editedAt: string | null
}

/** A picture as the largest stored JPEG. `bytes` is set where its size is known. */
export type FeedPicture = {
  url: string
  width: number
  height: number
  bytes?: number | undefined
  alt: string
  caption: string
  credit: string
}

/** The file of a picture that feeds name. */
export function feedPictureFile(width: number): { name: string; width: number } {
  const stored = imageWidths(width).at(-1) ?? width
  return { name: `${stored}.jpg`, width: stored }
}

/** `bytes`: sizes of files by their path below /media. */
export async function toFeedItem(
  post: PublicPost,
  blog: PublicBlog,
  bytes: ReadonlyMap<string, number> = new Map(),
): Promise<FeedItem> {
  return {
    id: `urn:running-story:${post.id}`,
    url: absoluteUrl(paths.permalink(blog.slug, post.id)),
    title: postHeadline(post, blog),
    summary: postSummary(post, blog, SUMMARY_CHARACTERS),
    html: await drawOnce(post, blog.language),
    pictures: documentPictures(post.content).map(({ attrs }) => toPicture(attrs, bytes)),
    authors: post.authors,
    tags: post.tags,
    publishedAt: post.publishedAt,
    editedAt: post.editedAt,
  }
}

function toPicture({ mediaId, width, height, ...words }: Picture, bytes: ReadonlyMap<string, number>): FeedPicture {
  const file = feedPictureFile(width)
  return {
    url: absoluteUrl(paths.media(mediaId, file.width, "jpg")),
    width: file.width,
    height: Math.round((height * file.width) / width),
    bytes: bytes.get(`${mediaId}/${file.name}`),
    alt: words.alt,
    caption: words.caption ?? "",
    credit: words.credit ?? "",
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
