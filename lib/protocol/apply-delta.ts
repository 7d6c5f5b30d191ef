import type { Cursor, Delta, PublicBlog, PublicPost } from "./delta"

/** A place in the timeline. Two posts never share one: ids break the tie of equal times. */
export type Position = { publishedAt: string; id: string }

/**
 * What one open page holds: a window of the timeline, newest first, the pinned posts, and the position up to which
 * all changes are in it.
 */
export type Feed = Cursor & {
  at: string
  blog: PublicBlog
  posts: PublicPost[]
  pinned: PublicPost[]
  /** Newer posts belong to newer pages. Null: the window is open at the top (page 1). */
  newest: Position | null
  /** Older posts belong to older pages. Null: the window reaches the first post. */
  oldest: Position | null
}

export type Outcome = "applied" | "ignored" | "gap" | "reset"

/**
 * Applies a delta to a feed. Pure; applying the same delta twice, or an older one after a newer, changes nothing.
 *
 * - `applied`: the feed moved to the delta's version
 * - `ignored`: the feed was there already
 * - `gap`: changes between the feed and the delta are missing; ask for the changes since the feed's version
 * - `reset`: the version line is another one; load the page's state again
 */
export function applyDelta(feed: Feed, delta: Delta): { feed: Feed; outcome: Outcome } {
  if (delta.reset || delta.epoch !== feed.epoch) return { feed, outcome: "reset" }
  if (delta.version <= feed.version) return { feed, outcome: "ignored" }
  if (delta.from > feed.version) return { feed, outcome: "gap" }

  const removed = new Set(delta.removals)
  let posts = feed.posts.filter((post) => !removed.has(post.id))
  let pinned = feed.pinned.filter((post) => !removed.has(post.id))
  for (const post of delta.posts) {
    const known = feed.posts.find((each) => each.id === post.id) ?? feed.pinned.find((each) => each.id === post.id)
    if (known && known.version > post.version) continue
    posts = posts.filter((each) => each.id !== post.id)
    if (inWindow(feed, post)) posts.push(post)
    pinned = pinned.filter((each) => each.id !== post.id)
    if (post.pinnedAt) pinned.push(post)
  }
  posts.sort(newestFirst)
  pinned.sort((a, b) => a.pinOrder - b.pinOrder || compareText(b.pinnedAt ?? "", a.pinnedAt ?? ""))
  const next = { ...feed, version: delta.version, at: delta.at, blog: delta.blog ?? feed.blog, posts, pinned }
  return { feed: next, outcome: "applied" }
}

/** Order of the timeline: newest first. */
export function newestFirst(a: Position, b: Position): number {
  return compareText(b.publishedAt, a.publishedAt) || compareText(b.id, a.id)
}

function inWindow(feed: Feed, post: Position): boolean {
  if (feed.newest && newestFirst(post, feed.newest) < 0) return false
  return !feed.oldest || newestFirst(post, feed.oldest) <= 0
}

// ISO times in UTC of one length sort as text; no locale may have a say in it.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
