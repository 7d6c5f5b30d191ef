import type { PublicBlog } from "@/lib/live/delta"

/** All that the front page shows: the public blogs, last changed first. */
export type FrontPage = { live: FrontPageBlog[]; ended: FrontPageBlog[]; stale: boolean; readAt: string }
export type FrontPageBlog = PublicBlog & {
  updatedAt: string
  latest: { id: string; line: string } | null
  posts: number
}
