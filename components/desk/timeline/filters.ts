import type { DeskPost, PostState } from "@/lib/posts/schema"

/** What of a timeline is shown: everything that is not deleted, or one state. */
export type Filter = "all" | Exclude<PostState, "scheduled">

export const FILTERS: readonly { value: Filter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "published", label: "Published" },
  { value: "draft", label: "Drafts" },
  { value: "hidden", label: "Hidden" },
  { value: "deleted", label: "Deleted" },
]

export function isShown(filter: Filter, post: DeskPost): boolean {
  return filter === "all" ? post.state !== "deleted" : post.state === filter
}

/** Puts a post where it belongs in a newest-first list, in place of its older copy; out of it when it is not shown. */
export function putPost(posts: DeskPost[], post: DeskPost, filter: Filter): DeskPost[] {
  const others = posts.filter((each) => each.id !== post.id)
  return isShown(filter, post) ? [...others, post].sort(newestMade) : others
}

/**
 * The list after the newest posts were read again. Within their reach they are the truth; what was loaded further down
 * stays as it is. A copy with a higher revision is newer than what was read.
 */
export function mergeNewest(posts: DeskPost[], newest: DeskPost[], complete: boolean): DeskPost[] {
  const mine = new Map(posts.map((post) => [post.id, post]))
  const fresh = newest.map((post) => {
    const known = mine.get(post.id)
    return known && known.revision >= post.revision ? known : post
  })
  const edge = newest.at(-1)
  if (complete || !edge) return fresh
  return [...fresh, ...posts.filter((post) => newestMade(post, edge) > 0)]
}

/** Order of the desk: newest first by when a post was made. */
export function newestMade(a: DeskPost, b: DeskPost): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}
