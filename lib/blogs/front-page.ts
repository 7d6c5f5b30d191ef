import type { ImageBlock } from "@/lib/content/document"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"

/** All that the front page shows: the public blogs, last changed first. */
export type FrontPage = {
  live: FrontPageBlog[]
  ended: FrontPageBlog[]
  /** More of the blog that leads the page: the first live one with updates, else the newest ended one. */
  lead: FrontPageLead | null
  stale: boolean
  readAt: string
}
export type FrontPageBlog = PublicBlog & {
  updatedAt: string
  latest: { id: string; line: string } | null
  posts: number
}
export type FrontPageLead = {
  blogId: string
  /** Its newest key events; where there are none, its newest updates. */
  moments: KeyEvent[]
  /** The newest picture of it. */
  picture: ImageBlock["attrs"] | null
}
