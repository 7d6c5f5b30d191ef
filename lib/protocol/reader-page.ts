import type { PostAlert } from "./alerts"
import type { Feed } from "./apply-delta"
import type { PublicBlog } from "./delta"
import type { KeyEvent } from "./key-events"

/** Posts on a page of the timeline. Page 1 holds this many and the remainder, so that older pages never shift. */
export const PAGE_SIZE = 20

/** Number of the page at the blog's own address: the newest, or the first where an ended blog reads as it happened. */
export function homeNumber(blog: PublicBlog, count: number): number {
  return isChronological(blog) ? count : 1
}

/** True where the page reads from the first post to the last unless its reader wants it otherwise. */
export function isChronological({ status, asItHappened }: PublicBlog): boolean {
  return status === "ended" && asItHappened
}

/** All that one page of a blog shows a reader. */
export type ReaderPage = {
  feed: Feed
  /** 1 is the newest. */
  number: number
  count: number
  /** Addresses of other pages; null where there is none. */
  links: { newest: string | null; newer: string | null; older: string | null; oldest: string | null }
  /** Key events of the whole blog, newest first. */
  keyEvents: KeyEvent[]
  /** Posts that are shown as breaking news, newest first. */
  alerts: PostAlert[]
  /** The post that the address names; null on the blog's own address. */
  focus: string | null
  /** Database time when this was read: browsers tell relative times by it, whatever their own clock says. */
  readAt: string
  /** Other sites may embed the blog. */
  isEmbeddable: boolean
  /** Set when the database did not answer and this is the last known state. */
  stale: boolean
}
