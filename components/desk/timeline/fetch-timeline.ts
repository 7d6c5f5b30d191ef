import { type Failure, toFailure } from "@/components/desk/forms/result"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"
import type { Role } from "@/lib/permissions/roles"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { QueueCounts } from "@/lib/posts/read-posts"
import { searchQuery, type TimelineSearch } from "./search-state"

export type TimelinePage = {
  blog: DeskBlog
  posts: DeskPost[]
  next: string | null
  /** Of the person who asks, on this blog. */
  role: Role | null
  /** How many wait, whatever the filter shows. */
  counts: QueueCounts
  /** The pinned posts that readers see, in their order. */
  pins: DeskPost[]
}
type Ask = { search: TimelineSearch; before?: string; limit?: number }

/**
 * Reads a part of the timeline. A plain GET and not a server action: those run one after another, and a slow read must not
 * keep a save waiting.
 */
export async function fetchTimeline(blogId: string, { search, before, limit }: Ask): Promise<TimelinePage | Failure> {
  const query = searchQuery(search)
  if (before) query.set("before", before)
  if (limit) query.set("limit", String(limit))
  try {
    const response = await fetch(`${paths.deskTimeline(blogId)}?${query}`, { cache: "no-store" })
    const body = (await response.json()) as TimelinePage | { error: Failure }
    return "error" in body ? body.error : body
  } catch (thrown) {
    return toFailure(thrown)
  }
}
