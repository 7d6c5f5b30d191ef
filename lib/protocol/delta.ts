import { PUBLISHERS } from "./publishers"
import { isDocument } from "./validate-document"
import { type Guard, type Guarded, is, isInstant, isInteger, isText, listOf, orNull, shape } from "./validators"

/*
 * The wire: what readers may know, and the one message that tells them of changes. Every transport carries it. The server
 * checks what it sends, and the browser what it gets, by the same guards.
 */

/** Who wrote it, as readers see it; `picture` is the id of a stored picture. */
export const isAuthor = shape({ name: isText, picture: orNull(isText) })

const isPublicPost = shape({
  id: isText,
  /** Blog version of the post's newest change; a copy with a lower one is older. */
  version: isInteger,
  title: isText,
  content: isDocument,
  keyEvent: is(true, false),
  /** Set while the post is pinned: since when. */
  pinnedAt: orNull(isInstant),
  publishedAt: isInstant,
  /** Newest change of the words after publication. */
  editedAt: orNull(isInstant),
  /** Place among the pinned: lowest first, newest pin first among equals. */
  pinOrder: isInteger,
  /** Set while it is shown as breaking news: until when. */
  alertUntil: orNull(isInstant),
  tags: listOf(isText),
  /** What was wrong and is corrected; empty: nothing. */
  correction: isText,
  /** Bylines, in order. */
  authors: listOf(isAuthor),
})

/** A picture in the head of a blog's page. */
const isBlogPicture = shape({ mediaId: isText, width: isInteger, height: isInteger, alt: isText })

const isPublicBlog = shape({
  id: isText,
  slug: isText,
  title: isText,
  summary: isText,
  status: is("live", "ended"),
  publisher: is(...PUBLISHERS),
  timeZone: isText,
  language: isText,
  startedAt: orNull(isInstant),
  endedAt: orNull(isInstant),
  /** When coverage is planned to start. */
  coverageAt: orNull(isInstant),
  /** Colour of links and marks, as #rrggbb; null: the product's own. */
  accent: orNull(isText),
  logo: orNull(isBlogPicture),
  headerImage: orNull(isBlogPicture),
  /** Once ended, the page reads from the first post to the last. */
  asItHappened: is(true, false),
})

const isShare: Guard<number> = (value): value is number => typeof value === "number" && value > 0 && value <= 1

export const isDelta = shape({
  epoch: isText,
  from: isInteger,
  version: isInteger,
  /** Database time of the newest change. */
  at: isInstant,
  /** Whole posts as they are now, oldest change first. */
  posts: listOf(isPublicPost),
  /** Posts that readers can no longer see. */
  removals: listOf(isText),
  /** Set when the blog itself changed. */
  "blog?": isPublicBlog,
  /** There is more: ask again from `version`. */
  "more?": is(true),
  /** Continuity cannot be proven: load the page's state again. */
  "reset?": is(true),
  /** The share of the pages that confirm that they show this version. */
  "ask?": isShare,
  /** Of a long poll that caches share: what the next one carries. */
  "cursor?": isInteger,
})

export type Author = Guarded<typeof isAuthor>
export type BlogPicture = Guarded<typeof isBlogPicture>
export type PublicPost = Guarded<typeof isPublicPost>
export type PublicBlog = Guarded<typeof isPublicBlog>
export type Delta = Guarded<typeof isDelta>

/** A reader's position on a blog's version line. */
export type Cursor = { epoch: string; version: number }
