/** The formats in which a blog can be subscribed to, by the end of the feed's address. */
export const FEED_FORMATS = {
  rss: { type: "application/rss+xml", name: "RSS" },
  atom: { type: "application/atom+xml", name: "Atom" },
  json: { type: "application/feed+json", name: "JSON Feed" },
} as const

export type FeedFormat = keyof typeof FEED_FORMATS
