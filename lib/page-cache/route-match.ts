import { RESERVED_SLUGS } from "@/lib/paths"

/** A page that every reader gets alike. `slug` is null for the front page. */
export type PageRoute = { path: string; slug: string | null }

/** Where the app has its page for an address at which there is nothing. */
export const NOT_FOUND = "/_not-found"
/** Where no blog can be. */
const NO_BLOG = "/-"

const FRONT: PageRoute = { path: "/", slug: null }
const BLOG_PAGE = /^\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/tag\/[^/]+)?(?:\/post_[a-z0-9]+)?$/
/** An address in plain letters that is none of a page: all readers get the same words for it. */
const NO_PAGE = /^\/([A-Za-z0-9_-]+)(?:\/[A-Za-z0-9_-]+)*$/
const MAX_SLUG_CHARACTERS = 80
/** A tag of 40 letters, each up to 12 characters in an address, and what stands around it. */
const MAX_CHARACTERS = 640
/** Parameters by which senders count their clicks: they change nothing on the page. */
const COUNTS_CLICKS = /^(utm_[a-z_]+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|ref|ref_src)$/

/** The page that a request's target asks for; null when it is none that may be kept, or has a choice in its query. */
export function matchRoute(target: string): PageRoute | null {
  const mark = target.indexOf("?")
  if (mark >= 0 && !isIgnorable(target.slice(mark))) return null
  const path = mark < 0 ? target : target.slice(0, mark)
  if (path === "/") return FRONT
  if (path.length > MAX_CHARACTERS) return null
  const slug = (BLOG_PAGE.exec(path) ?? NO_PAGE.exec(path))?.[1]
  if (!slug || slug.length > MAX_SLUG_CHARACTERS || RESERVED_SLUGS.has(slug)) return null
  return { path, slug }
}

/** What stands for all addresses of a kind at which there is nothing: whoever guesses thousands of them gets one page. */
export function notFoundRoute({ path }: PageRoute): PageRoute {
  const isOfBlog = path !== NOT_FOUND && (BLOG_PAGE.test(path) || path.lastIndexOf("/") === 0)
  return { path: isOfBlog ? NO_BLOG : NOT_FOUND, slug: null }
}

function isIgnorable(query: string): boolean {
  for (const name of new URLSearchParams(query).keys()) if (!COUNTS_CLICKS.test(name)) return false
  return true
}
