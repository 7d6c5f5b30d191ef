import { type EmbedChoice, embedQuery } from "./embed-choice"
import { readerPaths, tagKey } from "./reader-paths"

/** Addresses of pages: the only place that builds a path. */
export const paths = {
  ...readerPaths,
  /** The page of a timeline that holds a post. The address never changes meaning, however many posts come and go. */
  page: (slug: string, postId: string) => `/${slug}/page/${postId}`,
  /** The post alone, with its page below. */
  post: (slug: string, postId: string) => `/${slug}/${postId}`,
  /** The blog's newest updates for feed readers, or of these only those with a tag, or the key events. */
  feed: (
    slug: string,
    format: "rss" | "atom" | "json",
    choice: { only?: "key-events"; tag?: string; limit?: number } = {},
  ) => {
    const query = new URLSearchParams({
      ...(choice.only ? { only: choice.only } : {}),
      ...(choice.tag ? { tag: tagKey(choice.tag) } : {}),
      ...(choice.limit ? { limit: String(choice.limit) } : {}),
    })
    return `/${slug}/feed.${format}${query.size > 0 ? `?${query}` : ""}`
  },
  /** The blog's public posts as data. */
  publicPosts: (slug: string) => `/${slug}/posts.json`,
  /** A blog, or one of its posts, for a frame on another site. */
  embed: (slug: string, choice: Partial<EmbedChoice> = {}) => `/${slug}/embed${embedQuery(choice)}`,
  /** The same as HTML for other servers to put into their pages. */
  fragment: (slug: string, choice: Partial<EmbedChoice> = {}) => `/${slug}/fragment${embedQuery(choice)}`,
  /** The script of `<running-story>`. */
  embedScript: () => "/embed.js",
  /** What a page of a blog is as an embed, for sites that ask. */
  oembed: (address: string) => `/api/oembed?${new URLSearchParams({ url: address, format: "json" })}`,
  /** The picture that stands for a blog where its address is shared. A new version is a new address: caches keep the old. */
  blogCard: (slug: string, version: number) => `/${slug}/card.png?v=${version}`,
  postCard: (slug: string, postId: string, version: number) => `/${slug}/${postId}/card.png?v=${version}`,
  pagesSitemap: () => "/sitemap-pages.xml",
  newsSitemap: () => "/sitemap-news.xml",
  blogSitemap: (slug: string) => `/${slug}/sitemap.xml`,
  /** What a phone or browser needs to know to keep the site beside its apps. */
  siteManifest: () => "/manifest.webmanifest",
  /** A draft blog as readers will see it, behind a secret; with a post, the page that contains it. */
  rehearsal: (token: string, postId?: string) => `/rehearsal/${token}${postId ? `/${postId}` : ""}`,
  rehearsalChanges: (token: string) => `/api/rehearsal/${token}/changes`,
  /** The words for what is not there, in a blog's language: for our own server, which sends them for another address. */
  notHere: (slug: string) => `/not-here/${slug}`,
  login: () => "/login",
  forgotPassword: () => "/login/forgot",
  resetPassword: (token: string) => `/login/reset/${token}`,
  confirmEmail: (token: string) => `/login/confirm-email/${token}`,
  setup: (token: string) => `/setup?token=${encodeURIComponent(token)}`,
  invite: (token: string) => `/invite/${token}`,
  desk: () => "/desk",
  /** The live blogs that one may open as JSON, for the palette. */
  deskBlogList: () => "/desk/blogs/list",
  deskNewBlog: () => "/desk/blogs/new",
  deskBlog: (blogId: string) => `/desk/blogs/${blogId}`,
  deskBlogSettings: (blogId: string) => `/desk/blogs/${blogId}/settings`,
  deskBlogSources: (blogId: string) => `/desk/blogs/${blogId}/settings/sources`,
  /** To which a source sends its messages. */
  receiver: (kind: string, sourceId: string) => `/api/receivers/${kind}/${sourceId}`,
  deskBlogTeam: (blogId: string) => `/desk/blogs/${blogId}/settings/team`,
  /** The versions of a post; `version` the one to show, `against` the one to compare it with, `before` the older ones. */
  deskHistory: (
    blogId: string,
    postId: string,
    query: { version?: number; against?: number | undefined; before?: number } = {},
  ) => `/desk/blogs/${blogId}/history/${postId}${questions(query)}`,
  /** What was done on a blog, by whom. */
  deskActivity: (blogId: string, query: Record<string, string | undefined> = {}) =>
    `/desk/blogs/${blogId}/activity${questions(query)}`,
  deskActivityExport: (blogId: string, query: Record<string, string | undefined>) =>
    `/desk/blogs/${blogId}/activity/export${questions(query)}`,
  /** The posts of one blog's desk as JSON, for the desk itself. */
  deskTimeline: (blogId: string) => `/desk/blogs/${blogId}/timeline`,
  /** The posts of one blog that are not out yet as JSON, for its desk. */
  deskQueue: (blogId: string) => `/desk/blogs/${blogId}/queue`,
  /** What happens at one blog's desk, as events, and who is there. */
  deskStream: (blogId: string) => `/api/desk/blogs/${blogId}/stream`,
  deskHere: (blogId: string) => `/api/desk/blogs/${blogId}/here`,
  /** Authors and tags of a blog's posts as JSON, for the desk's search. */
  deskSearchChoices: (blogId: string) => `/desk/blogs/${blogId}/search-choices`,
  /** Tags and names that the composer offers, as JSON. */
  deskOffers: (blogId: string) => `/desk/blogs/${blogId}/offers`,
  deskTemplates: (blogId: string) => `/desk/blogs/${blogId}/templates`,
  /** Autosaves of a person on a blog; with a tab, one of them. */
  deskKept: (blogId: string, text?: { writer: string; postId: string | null }) =>
    `/desk/blogs/${blogId}/kept${text ? `?${new URLSearchParams({ writer: text.writer, ...(text.postId ? { postId: text.postId } : {}) })}` : ""}`,
  /** Where a save that got no answer is sent again. */
  deskSave: (blogId: string) => `/desk/blogs/${blogId}/save`,
  deskSite: () => "/desk/site",
  deskPeople: () => "/desk/people",
  deskTokens: () => "/desk/tokens",
  /** What a phone needs to know to put the desk on its home screen. */
  deskManifest: () => "/desk/manifest.webmanifest",
  deskAccount: () => "/desk/account",
}

/** What is asked of a page, as it stands at the end of its address. */
function questions(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, String(value)]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ""
}

/** What no search engine should visit, as robots.txt writes it: a blog's address may begin with the same letters. */
export const PRIVATE_PATHS = [
  "/desk$",
  "/desk?",
  "/desk/",
  "/login$",
  "/login?",
  "/login/",
  "/setup$",
  "/setup?",
  "/invite/",
  "/rehearsal/",
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
  "icons",
  "invite",
  "login",
  "logout",
  "manifest",
  "media",
  "metrics",
  "not-here",
  "ready",
  "rehearsal",
  "robots",
  "setup",
  "sitemap",
  "static",
  "ws",
  "_next",
])
