import { embedQuery, parseEmbedChoice } from "@/lib/embed-choice"
import { RESERVED_SLUGS } from "@/lib/paths"

/**
 * What every reader gets alike, at one address for all that leads to it. `slug` is null for the front page. A `home` is where
 * most readers are; an `embed` is shown by other sites; a `search` is made of its reader's words; a `file` (a feed, a
 * card, a fragment) is for programs.
 */
export type PageRoute = { path: string; slug: string | null; kind: "home" | "page" | "embed" | "search" | "file" }

/** Where the app has its page for an address at which there is nothing. */
export const NOT_FOUND = "/_not-found"
/** Where no blog can be. */
const NO_BLOG = "/-"

const FRONT: PageRoute = { path: "/", slug: null, kind: "home" }
/** Made of all blogs, as the front page is. */
const SITE_FILE = /^\/sitemap(?:-pages|-news)?\.xml$/
const SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
const BLOG_PAGE = new RegExp(`^/(${SLUG})(?:/tag/[^/]+)?(?:(?:/page)?/post_[a-z0-9]+)?$`)
const BLOG_HOME = new RegExp(`^/${SLUG}$`)
const FEED = new RegExp(`^/(${SLUG})/feed\\.(?:rss|atom|json)$`)
const POSTS = new RegExp(`^/(${SLUG})/posts\\.json$`)
const EMBED = new RegExp(`^/(${SLUG})/(embed|fragment)$`)
const CARD = new RegExp(`^/(${SLUG})(?:/post_[a-z0-9]+)?/card\\.png$`)
const SITEMAP = new RegExp(`^/(${SLUG})/sitemap\\.xml$`)
/** An address in plain letters that is none of a page: all readers get the same words for it. */
const NO_PAGE = /^\/([A-Za-z0-9_-]+)(?:\/[A-Za-z0-9_-]+)*$/
const MAX_SLUG_CHARACTERS = 80
/** A tag of 40 letters, each up to 12 characters in an address, and what stands around it. */
const MAX_CHARACTERS = 640
const SEARCH_CHOICES = ["q", "before"]
const POSTS_CHOICES = ["limit", "before"]
const FEED_CHOICES = ["only", "tag", "limit"]

/** What a request's target asks for; null when it is nothing that may be kept. Parameters that choose nothing are cut off. */
export function matchRoute(target: string): PageRoute | null {
  const mark = target.indexOf("?")
  const path = mark < 0 ? target : target.slice(0, mark)
  if (path === "/") return FRONT
  if (SITE_FILE.test(path)) return { path, slug: null, kind: "file" }
  if (path.length > MAX_CHARACTERS) return null
  const query = mark < 0 ? null : new URLSearchParams(target.slice(mark))
  const address = matchEmbed(path, query) ?? matchFile(path, query) ?? matchDocument(path, query)
  const { slug } = address ?? {}
  return !slug || slug.length > MAX_SLUG_CHARACTERS || RESERVED_SLUGS.has(slug) ? null : address
}

function matchEmbed(path: string, query: URLSearchParams | null): PageRoute | null {
  const [, slug, name] = EMBED.exec(path) ?? []
  if (!slug) return null
  const choice = parseEmbedChoice(Object.fromEntries(query ?? []))
  return { path: `${path}${embedQuery(choice)}`, slug, kind: name === "embed" ? "embed" : "file" }
}

function matchFile(path: string, query: URLSearchParams | null): PageRoute | null {
  const card = (CARD.exec(path) ?? SITEMAP.exec(path))?.[1]
  if (card) return { path, slug: card, kind: "file" }
  const feed = FEED.exec(path)?.[1]
  // Of a choice that is made twice, the app takes the last.
  const chosen = (name: string) => query?.getAll(name).slice(-1) ?? []
  if (feed) return { path: withChoices(path, FEED_CHOICES, chosen), slug: feed, kind: "file" }
  const posts = POSTS.exec(path)?.[1]
  return posts ? { path: withChoices(path, POSTS_CHOICES, chosen), slug: posts, kind: "file" } : null
}

function matchDocument(path: string, query: URLSearchParams | null): PageRoute | null {
  const slug = (BLOG_PAGE.exec(path) ?? NO_PAGE.exec(path))?.[1] ?? null
  // Of several the app takes none.
  const chosen = (name: string) => (query?.getAll(name).length === 1 ? query.getAll(name) : [])
  if (!BLOG_HOME.test(path)) return { path, slug, kind: "page" }
  if (chosen("q").length === 0) return { path, slug, kind: "home" }
  return { path: withChoices(path, SEARCH_CHOICES, chosen), slug, kind: "search" }
}

function withChoices(path: string, names: string[], chosen: (name: string) => string[]): string {
  const query = new URLSearchParams(names.flatMap((name) => chosen(name).map((value) => [name, value])))
  return query.size > 0 ? `${path}?${query}` : path
}

/** One entry for all unknown addresses of a kind: guessing thousands of them costs one page. */
export function notFoundRoute({ path, kind }: PageRoute): PageRoute {
  if (kind === "file") return { path: `${NO_BLOG}/${/[^/?]+(?=\?|$)/.exec(path)}`, slug: null, kind }
  const isOfBlog =
    path !== NOT_FOUND && (kind === "search" || kind === "embed" || BLOG_PAGE.test(path) || path.lastIndexOf("/") === 0)
  return { path: isOfBlog ? NO_BLOG : NOT_FOUND, slug: null, kind: "page" }
}
