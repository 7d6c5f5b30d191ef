import type { PostState } from "@/lib/permissions/post-policy"
import type { DeskPost } from "@/lib/posts/post-schemas"

/** What of a timeline is shown: everything that is not deleted, or one state. */
export type Filter = "all" | PostState

export const FILTERS: readonly { value: Filter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "published", label: "Published" },
  { value: "draft", label: "Drafts" },
  { value: "submitted", label: "For approval" },
  { value: "scheduled", label: "Scheduled" },
  { value: "hidden", label: "Hidden" },
  { value: "deleted", label: "Deleted" },
]

export function isShown(filter: Filter, post: DeskPost): boolean {
  return filter === "all" ? post.state !== "deleted" : post.state === filter
}

/**
 * Puts posts where they belong in a list, in place of their older copies; out of it when they are not shown. Under a
 * search only the server knows whether a new one is found, so `knownOnly` leaves it to the next reading.
 */
export function putPosts(posts: DeskPost[], changed: DeskPost[], filter: Filter, knownOnly = false): DeskPost[] {
  const newer = new Map(changed.map((post) => [post.id, post]))
  const known = new Set(posts.map(({ id }) => id))
  const shown = [...newer.values()].filter((post) => isShown(filter, post) && (!knownOnly || known.has(post.id)))
  const others = posts.filter(({ id }) => !newer.has(id))
  return shown.length > 0 ? [...others, ...shown].sort(orderOf(filter)) : others
}

/**
 * The list after the newest posts were read again. Within their reach they are the truth; what was loaded further down
 * stays as it is. A copy with a higher revision is newer than what was read.
 */
export function mergeNewest(
  posts: DeskPost[],
  newest: DeskPost[],
  complete: boolean,
  filter: Filter = "all",
): DeskPost[] {
  const mine = new Map(posts.map((post) => [post.id, post]))
  const fresh = newest.map((post) => {
    const known = mine.get(post.id)
    return known && known.revision >= post.revision ? known : post
  })
  const edge = newest.at(-1)
  if (complete || !edge) return fresh
  return [...fresh, ...posts.filter((post) => orderOf(filter)(post, edge) > 0)]
}

/** Order of what is shown: the schedule by its times, all else by when it was made. */
export function orderOf(filter: Filter): (a: DeskPost, b: DeskPost) => number {
  return filter === "scheduled" ? nextDue : newestMade
}

function nextDue(a: DeskPost, b: DeskPost): number {
  const [dueA, dueB] = [a.publishAt ?? "", b.publishAt ?? ""]
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Order of the desk: newest first by when a post was made. */
export function newestMade(a: DeskPost, b: DeskPost): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}
