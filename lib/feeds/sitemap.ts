import { setImmediate as nextTurn } from "node:timers/promises"
import { paths } from "@/lib/paths"
import { imageWidths } from "@/lib/protocol/image-widths"
import { homeNumber, PAGE_SIZE } from "@/lib/protocol/reader-page"
import { absoluteUrl } from "@/lib/site"
import type { NewsItem, SitemapBlog, SitemapPost } from "./read-sitemap"
import { element, type Xml, xmlDocument } from "./xml"

/* Sitemaps (sitemaps.org) with Google's elements for pictures and news. */

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
const NAMESPACES = {
  xmlns: SITEMAP,
  "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
  "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}
/** So many entries are written before others get their turn. */
const PER_TURN = 500
/** Pictures of one address: of a gallery, the first. */
const MAX_PICTURES = 20

export type SitemapUrl = { path: string; changedAt: Date | null; pictures?: unknown }

/** The front page and the blogs' own addresses. */
export function toHomeUrls(blogs: SitemapBlog[]): SitemapUrl[] {
  const newest = blogs.map(({ changedAt }) => changedAt.getTime())
  const front = { path: paths.front(), changedAt: newest.length > 0 ? new Date(Math.max(...newest)) : null }
  return [
    front,
    ...blogs.map(({ blog, changedAt }) => ({
      path: paths.blog(blog.slug),
      changedAt,
      pictures: blog.headerImage ? [blog.headerImage] : [],
    })),
  ]
}

/** The older pages of a blog's timeline, and its updates. `posts` are newest first. */
export function toBlogUrls({ blog, posts: total }: SitemapBlog, posts: SitemapPost[]): SitemapUrl[] {
  const count = Math.max(1, Math.floor(total / PAGE_SIZE))
  const first = total < PAGE_SIZE ? PAGE_SIZE : PAGE_SIZE + (total % PAGE_SIZE)
  const pages = Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => {
    const start = number === 1 ? 0 : first + (number - 2) * PAGE_SIZE
    const onPage = posts.slice(start, number === 1 ? first : start + PAGE_SIZE)
    const [newest] = onPage
    if (!newest || number === homeNumber(blog, count)) return []
    const changes = onPage.map(({ changedAt }) => changedAt.getTime())
    return [{ path: paths.page(blog.slug, newest.id), changedAt: new Date(Math.max(...changes)) }]
  })
  const updates = posts.map(({ id, changedAt, pictures }) => ({ path: paths.post(blog.slug, id), changedAt, pictures }))
  return [...pages, ...updates]
}

export async function renderUrlset(urls: SitemapUrl[]): Promise<string> {
  return xmlDocument(element("urlset", await inTurns(urls, toUrl), NAMESPACES))
}

/** The list of sitemaps, for a site too large for one. */
export async function renderSitemapIndex(files: SitemapUrl[]): Promise<string> {
  const entries = await inTurns(files, (file) => element("sitemap", toPlace(file)))
  return xmlDocument(element("sitemapindex", entries, { xmlns: SITEMAP }))
}

export async function renderNewsSitemap(items: NewsItem[], publication: string): Promise<string> {
  const entries = await inTurns(items, ({ slug, id, title, publishedAt, language }) =>
    element("url", [
      element("loc", absoluteUrl(paths.post(slug, id))),
      element("news:news", [
        element("news:publication", [element("news:name", publication), element("news:language", language)]),
        element("news:publication_date", publishedAt),
        element("news:title", title),
      ]),
    ]),
  )
  return xmlDocument(element("urlset", entries, NAMESPACES))
}

function toUrl({ pictures, ...place }: SitemapUrl): Xml {
  return element("url", [...toPlace(place), ...readPictures(pictures).map(toPicture)])
}

function toPlace({ path, changedAt }: SitemapUrl): (Xml | null)[] {
  return [element("loc", absoluteUrl(path)), changedAt && element("lastmod", changedAt.toISOString())]
}

type Picture = { mediaId: string; width: number }

function toPicture({ mediaId, width }: Picture): Xml {
  const url = absoluteUrl(paths.media(mediaId, imageWidths(width).at(-1) ?? width, "jpg"))
  return element("image:image", [element("image:loc", url)])
}

function readPictures(stored: unknown): Picture[] {
  if (!Array.isArray(stored)) return []
  const known = new Map(stored.filter(isPicture).map((picture) => [picture.mediaId, picture]))
  return [...known.values()].slice(0, MAX_PICTURES)
}

function isPicture(value: unknown): value is Picture {
  if (typeof value !== "object" || value === null || !("mediaId" in value) || !("width" in value)) return false
  return typeof value.mediaId === "string" && /^[a-f0-9]{40}$/.test(value.mediaId) && typeof value.width === "number"
}

async function inTurns<T>(items: T[], toXml: (item: T) => Xml): Promise<Xml[]> {
  const written: Xml[] = []
  for (let at = 0; at < items.length; at += PER_TURN) {
    if (at > 0) await nextTurn()
    written.push(...items.slice(at, at + PER_TURN).map(toXml))
  }
  return written
}
