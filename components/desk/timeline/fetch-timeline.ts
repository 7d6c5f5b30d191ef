import { type Failure, toFailure } from "@/components/desk/forms/result"
import type { DeskBlog } from "@/lib/blogs/schema"
import { paths } from "@/lib/paths"
import type { DeskPost } from "@/lib/posts/schema"
import type { Filter } from "./filters"

export type TimelinePage = { blog: DeskBlog; posts: DeskPost[]; next: string | null }
type Ask = { filter: Filter; before?: string; limit?: number }

/**
 * Reads a part of the timeline. A plain GET and not a server action: those run one after another, and a slow read must not
 * keep a save waiting.
 */
export async function fetchTimeline(blogId: string, { filter, before, limit }: Ask): Promise<TimelinePage | Failure> {
  const query = new URLSearchParams()
  if (filter !== "all") query.set("state", filter)
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
