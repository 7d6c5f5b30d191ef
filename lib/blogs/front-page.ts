import type { ImageBlock } from "@/lib/content/document"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"

/** All that the front page shows: the public blogs, last changed first. */
export type FrontPage = {
  live: FrontPageBlog[]
  ended: FrontPageBlog[]
  /** More of the blog that leads the page: an editor's choice, else the first live one with updates, else the newest ended. */
  lead: FrontPageLead | null
  stale: boolean
  readAt: string
}
export type FrontPageBlog = PublicBlog & {
  updatedAt: string
  latest: KeyEvent | null
  posts: number
  /** Its header image, else the newest picture of its posts. */
  picture: FrontPageImage | null
}
export type FrontPageImage = Pick<ImageBlock["attrs"], "mediaId" | "width" | "alt" | "focus">
export type FrontPageLead = {
  blogId: string
  /** Its newest key events; where there are none, its newest updates. */
  moments: KeyEvent[]
  picture: FrontPageImage | null
}
