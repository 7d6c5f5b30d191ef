import type { PublicBlog } from "@/lib/live/delta"
import { type BlogRow, toPublisher } from "./desk-blog"

/** A blog as readers get it; null when it is not public. */
export function toPublicBlog(row: BlogRow): PublicBlog | null {
  if (row.status === "draft") return null
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    status: row.status,
    publisher: toPublisher(row.publisher),
    timeZone: row.timeZone,
    language: row.language,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
