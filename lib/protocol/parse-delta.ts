import type { Cursor, Delta } from "./delta"
import { PUBLISHERS } from "./publishers"
import { isDocument } from "./validate-document"
import { type Check, is, isInstant, isInteger, isText, listOf, orNull, shape } from "./validators"

const isPart: Check = (value) => typeof value === "number" && value > 0 && value <= 1

const isPost = shape({
  id: isText,
  version: isInteger,
  title: isText,
  content: isDocument,
  keyEvent: is(true, false),
  pinnedAt: orNull(isInstant),
  publishedAt: isInstant,
  editedAt: orNull(isInstant),
  pinOrder: isInteger,
  tags: listOf(isText),
  correction: isText,
  authors: listOf(shape({ name: isText, picture: orNull(isText) })),
})

const isBlogPicture = shape({ mediaId: isText, width: isInteger, height: isInteger, alt: isText })

const isBlog = shape({
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
  coverageAt: orNull(isInstant),
  accent: orNull(isText),
  logo: orNull(isBlogPicture),
  headerImage: orNull(isBlogPicture),
  asItHappened: is(true, false),
})

const isDelta = shape({
  epoch: isText,
  from: isInteger,
  version: isInteger,
  at: isInstant,
  posts: listOf(isPost),
  removals: listOf(isText),
  "blog?": isBlog,
  "more?": is(true),
  "reset?": is(true),
  "ask?": isPart,
  "cursor?": isInteger,
})

/** A delta that came over the wire; null: this is none. Never takes what `deltaSchema` refuses. */
export function parseDelta(value: unknown): Delta | null {
  return isDelta(value) ? (value as Delta) : null
}

/** A position on a version line that came over the wire, whatever else came with it; null: this is none. */
export function parsePosition(value: unknown): Cursor | null {
  const { epoch, version } = (value ?? {}) as Partial<Cursor>
  return isText(epoch) && isInteger(version) ? (value as Cursor) : null
}
