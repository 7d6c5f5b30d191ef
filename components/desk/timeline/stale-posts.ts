import type { DeskPost } from "@/lib/posts/post-schemas"

/** A stretch of a list that is read again, as what comes after the post above it. */
export type PostRange = { above: DeskPost; posts: DeskPost[] }

/**
 * The first stretch of a list with posts that were changed elsewhere, from `from` on and at most `most` long; null when
 * there is none.
 */
export function findStale(
  posts: DeskPost[],
  stale: ReadonlySet<string>,
  { from, most }: { from: number; most: number },
): PostRange | null {
  const first = posts.findIndex(({ id }, index) => index >= from && stale.has(id))
  const above = posts[first - 1]
  if (!above) return null
  const reach = posts.slice(first, first + most)
  return { above, posts: reach.slice(0, reach.findLastIndex(({ id }) => stale.has(id)) + 1) }
}

/** The list after a stretch of it was read again: what was changed and is not in it any more was taken off. */
export function replaceStale(
  list: DeskPost[],
  { posts }: PostRange,
  stale: ReadonlySet<string>,
  read: DeskPost[],
): DeskPost[] {
  const asked = new Set(posts.map(({ id }) => id))
  const fresh = new Map(read.map((post) => [post.id, post]))
  return list.flatMap((post) => {
    if (!asked.has(post.id)) return [post]
    const found = fresh.get(post.id)
    if (!found) return stale.has(post.id) ? [] : [post]
    return [found.revision > post.revision ? found : post]
  })
}
