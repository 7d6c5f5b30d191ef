/** Addresses of pages, in one place: nobody else puts a path together. */
export const paths = {
  front: () => "/",
  blog: (slug: string) => `/${slug}`,
  /** The page that holds a post. The address never changes meaning, however many posts come and go. */
  page: (slug: string, postId: string) => `/${slug}/${postId}`,
  /** The post itself: the page that holds it, scrolled to it and marked by `:target`. */
  permalink: (slug: string, postId: string) => `/${slug}/${postId}#${postId}`,
  /** The search within a blog; with words, what it finds; `before` a post, the older ones. */
  search: (slug: string, words = "", before?: string) =>
    `/${slug}?${new URLSearchParams({ q: words, ...(before ? { before } : {}) })}`,
  /** The blog's newest updates for feed readers. */
  feed: (slug: string, format: "rss" | "atom" | "json", only?: "key-events") =>
    `/${slug}/feed.${format}${only ? `?only=${only}` : ""}`,
  /** The picture that stands for a blog where its address is shared. A new version is a new address: caches keep the old. */
  blogCard: (slug: string, version: number) => `/${slug}/card.png?v=${version}`,
  postCard: (slug: string, postId: string, version: number) => `/${slug}/${postId}/card.png?v=${version}`,
  media: (mediaId: string, width: number, format: "webp" | "jpg") => `/media/${mediaId}/${width}.${format}`,
  changes: (slug: string) => `/api/blogs/${slug}/changes`,
  stream: (slug: string) => `/api/blogs/${slug}/stream`,
  socket: (slug: string) => `/ws/channel/${slug}/`,
  login: () => "/login",
  setup: (token: string) => `/setup?token=${encodeURIComponent(token)}`,
  invite: (token: string) => `/invite/${token}`,
  desk: () => "/desk",
  deskNewBlog: () => "/desk/blogs/new",
  deskBlog: (blogId: string) => `/desk/blogs/${blogId}`,
  deskBlogSettings: (blogId: string) => `/desk/blogs/${blogId}/settings`,
  /** The posts of one blog's desk as JSON, for the desk itself. */
  deskTimeline: (blogId: string) => `/desk/blogs/${blogId}/timeline`,
  deskPeople: () => "/desk/people",
  deskTokens: () => "/desk/tokens",
  deskAccount: () => "/desk/account",
}

/** What no search engine should visit, as robots.txt writes it: a blog's address may begin with the same letters. */
export const PRIVATE_PATHS = [
  "/desk$",
  "/desk?",
  "/desk/",
  "/login$",
  "/login?",
  "/setup$",
  "/setup?",
  "/invite/",
  "/api/",
]

/** First parts of paths that are ours, so that no blog can take one. */
export const RESERVED_SLUGS = new Set([
  "api",
  "assets",
  "admin",
  "desk",
  "embed",
  "favicon.ico",
  "feed",
  "health",
  "invite",
  "login",
  "logout",
  "manifest",
  "media",
  "metrics",
  "ready",
  "robots",
  "setup",
  "sitemap",
  "static",
  "ws",
  "_next",
])
