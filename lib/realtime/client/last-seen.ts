import { type Feed, newestFirst, type Position } from "@/lib/protocol/apply-delta"
import type { PublicPost } from "@/lib/protocol/delta"

/** How far somebody has read a blog: the newest post they had on the page, and when that was. */
export type LastSeen = Position & { at: string }

export type UnreadSummary = {
  /** Where the new ones begin. */
  since: LastSeen
  count: number
  /** The page holds only this many of them. */
  more: boolean
}

/** What is new on page 1 since somebody was there. By place, so it is right also when posts in between are gone. */
export function findUnread(posts: PublicPost[], feed: Feed, since: LastSeen | null): UnreadSummary | null {
  if (!since || feed.newest) return null
  const count = posts.filter((post) => isNewer(post, since)).length
  if (count === 0) return null
  return { since, count, more: count === posts.length && feed.oldest !== null }
}

export function isNewer(post: Position, since: Position): boolean {
  return newestFirst(post, since) < 0
}

/** Reads what a browser kept; anything but a place of ours is nothing. */
export function parseLastSeen(kept: string | null): LastSeen | null {
  const [publishedAt = "", id = "", at = ""] = (kept ?? "").split(" ")
  const isTime = (text: string) => text.endsWith("Z") && !Number.isNaN(Date.parse(text))
  return id !== "" && isTime(publishedAt) && isTime(at) ? { publishedAt, id, at } : null
}

export function serializeLastSeen({ publishedAt, id, at }: LastSeen): string {
  return `${publishedAt} ${id} ${at}`
}
