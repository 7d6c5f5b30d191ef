import type { Cursor, Delta } from "../delta"
import { PUBLISHERS } from "../publishers"
import { is, isInstant, isText, isWhole, listOf, orNull, shape } from "./check"
import { isDocument } from "./check-document"

const isPost = shape({
  id: isText,
  version: isWhole,
  title: isText,
  content: isDocument,
  keyEvent: is(true, false),
  pinnedAt: orNull(isInstant),
  publishedAt: isInstant,
  editedAt: orNull(isInstant),
  author: shape({ name: isText }),
})

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
})

const isDelta = shape({
  epoch: isText,
  from: isWhole,
  version: isWhole,
  at: isInstant,
  posts: listOf(isPost),
  removals: listOf(isText),
  "blog?": isBlog,
  "more?": is(true),
  "reset?": is(true),
})

/** A delta that came over the wire; null: this is none. Never takes what `deltaSchema` refuses. */
export function parseDelta(value: unknown): Delta | null {
  return isDelta(value) ? (value as Delta) : null
}

/** A position on a version line that came over the wire, whatever else came with it; null: this is none. */
export function parsePosition(value: unknown): Cursor | null {
  const { epoch, version } = (value ?? {}) as Partial<Cursor>
  return isText(epoch) && isWhole(version) ? (value as Cursor) : null
}
