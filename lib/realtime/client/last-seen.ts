import { type Feed, newestFirst, type Position } from "@/lib/protocol/apply-delta"
import type { PublicPost } from "@/lib/protocol/delta"

/** How far a reader is in a blog: the newest post on their page, and when that was. */
export type LastSeen = Position & { at: string }

export type UnreadSummary = {
  /** Where the new ones begin. */
  since: LastSeen
  count: number
  /** The page holds only this many of them. */
  more: boolean
}

/**
 * What is new on page 1 since the reader was there. By place, so that removed posts in between do
 * not matter.
 */
export function findUnread(posts: PublicPost[], feed: Feed, since: LastSeen | null): UnreadSummary | null {
  if (!since || feed.newest) return null
  const count = posts.filter((post) => isNewer(post, since)).length
  if (count === 0) return null
  return { since, count, more: count === posts.length && feed.oldest !== null }
}

export function isNewer(post: Position, since: Position): boolean {
  return newestFirst(post, since) < 0
}

/** Parses what the browser stored; null when it is no place. */
export function parseLastSeen(stored: string | null): LastSeen | null {
  const [publishedAt = "", id = "", at = ""] = (stored ?? "").split(" ")
  const isTime = (text: string) => text.endsWith("Z") && !Number.isNaN(Date.parse(text))
  return id !== "" && isTime(publishedAt) && isTime(at) ? { publishedAt, id, at } : null
}

export function serializeLastSeen({ publishedAt, id, at }: LastSeen): string {
  return `${publishedAt} ${id} ${at}`
}
