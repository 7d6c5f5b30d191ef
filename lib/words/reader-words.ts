/** Every word that a reader's page says by itself. Dates and relative times come from Intl, in the blog's language. */
export type ReaderWords = {
  live: string
  ended: string
  started: string
  asItHappened: string

  connecting: string
  catchingUp: string
  reconnecting: (lastUpdate: string) => string
  gone: string
  updated: (when: string) => string
  updatedAt: string
  updates: string
  justNow: string
  pinned: string
  toOriginal: string
  keyEvent: string
  keyEvents: string
  updateAt: (time: string) => string
  by: (author: string) => string
  newUpdates: (count: number) => string
  empty: string
  emptyEnded: string
  stale: string
  noScript: string
  pages: string
  pagesAbove: string
  newest: string
  newer: string
  older: string
  oldest: string
  pageOf: (number: number, count: number) => string
  embed: Record<"video" | "post" | "audio" | "chart" | "map", string>
  loadEmbed: (what: string, provider: string) => string
  embedNote: (provider: string) => string
  openOn: (provider: string) => string
  credit: (name: string) => string
  allBlogs: string
  liveNow: string
  latest: string
  updatesCount: (count: number) => string
}

const english: ReaderWords = {
  live: "Live",
  ended: "Ended",
  started: "Started",
  asItHappened: "As it happened",

  connecting: "Connecting",
  catchingUp: "Catching up",
  reconnecting: (lastUpdate) => `Reconnecting, last update ${lastUpdate}`,
  gone: "This live blog is no longer public.",
  updated: (when) => `Updated ${when}`,
  updatedAt: "Updated",
  updates: "Updates",
  justNow: "just now",
  pinned: "Pinned",
  toOriginal: "Show in the timeline",
  keyEvent: "Key event",
  keyEvents: "Key events",
  updateAt: (time) => `Update, ${time}`,
  by: (author) => `By ${author}`,
  newUpdates: (count) => (count === 1 ? "1 new update" : `${count} new updates`),
  empty: "Nothing has been posted yet. The first update will appear here by itself.",
  emptyEnded: "This live blog ended without any updates.",
  stale: "We cannot reach our newsroom right now. This is the last version we have; newer updates will follow.",
  noScript: "Without JavaScript this page does not update by itself. Reload it for the newest updates.",
  pages: "Pages of this live blog",
  pagesAbove: "Pages of this live blog, above",
  newest: "Newest",
  newer: "Newer",
  older: "Older",
  oldest: "Oldest",
  pageOf: (number, count) => `${number} of ${count}`,
  embed: { video: "Video", post: "Post", audio: "Audio", chart: "Chart", map: "Map" },
  loadEmbed: (what, provider) => `Load ${what.toLowerCase()} from ${provider}`,
  embedNote: (provider) => `${provider} may then set cookies and see your address.`,
  openOn: (provider) => `Open on ${provider}`,
  credit: (name) => `Picture: ${name}`,
  allBlogs: "All live blogs",
  liveNow: "Live now",
  latest: "Latest:",
  updatesCount: (count) => (count === 1 ? "1 update" : `${count} updates`),
}

const WORDS: Record<string, ReaderWords> = { en: english }

/** The words of a language, of its base language ("pt" for "pt-BR"), or English. */
export function readerWords(language: string): ReaderWords {
  const tag = language.toLowerCase()
  return WORDS[tag] ?? WORDS[tag.split("-")[0] ?? ""] ?? english
}
