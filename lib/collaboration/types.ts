/*
 * What a desk is told beside its posts. Each message is the whole state, so that a lost one is harmless.
 */

/** What a person does in one tab, without any of the text. */
export type PresenceStatus = { writing: boolean; editing: string[] }

/** A person at the same desk; all their tabs count as one. */
export type Collaborator = PresenceStatus & { id: string; name: string }

/** How the blog is, at a glance. Times are ISO 8601. */
export type BlogHealth = {
  /** The server's clock when this was read. */
  now: string
  /** Newest change that readers can see; null: none yet. */
  publishedAt: string | null
  scheduled: { count: number; next: string | null }
  readers: {
    total: number
    /** By the way in which updates reach them, most first. */
    ways: { way: string; count: number }[]
    /** What the number leaves out, as text; null: nothing. */
    note: string | null
  }
  /** The newest version that readers' pages confirmed: since when it is public, and on about how many pages. */
  reached: { version: number; at: string; pages: number; newest: boolean } | null
  /** Milliseconds from save to page, of the newest confirmed updates; null: none were confirmed lately. */
  delays: { p50: number; p95: number; count: number } | null
  push: { failingSince: string; problem: string } | null
  /** The stand-alone live server, where one is set up: false when it does not answer. */
  liveServer: boolean | null
  /** Why nothing can be saved, or may not be; null: it can. */
  trouble: "full" | "readOnly" | "failing" | null
  /** Announcements of changes reach this process. */
  listening: boolean
}

/** The answer to "I am here": everything that the stream tells too, for a desk without one. */
export type DeskSnapshot = { people: Collaborator[]; vitals: BlogHealth | null }
