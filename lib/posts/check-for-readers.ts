import { isDeepStrictEqual } from "node:util"
import { parseStoredDocument } from "@/lib/changes/presenters"
import type { PostDocument } from "@/lib/content/document"
import { linkPreviewsOf, withLinkPreviews } from "@/lib/content/link-previews"
import { findUndescribed } from "@/lib/content/pictures"
import { isBlank } from "@/lib/content/plain-text"
import { AppError } from "@/lib/errors"
import { isForReaders, wasShown } from "@/lib/permissions/post-policy"
import type { PostFields } from "./post-fields"
import type { PostRow } from "./present-desk-post"

/**
 * Refuses a post that is not fit for the people who get to see it: `blank_post` from submission on,
 * `undescribed_picture` for readers. A text that readers have already is not checked again: older
 * releases had no mark for decorative pictures.
 */
export function checkForReaders(before: PostRow | null, fields: PostFields): void {
  if (fields.state === "draft" || fields.state === "deleted") return
  const content = parseStoredDocument(fields.content)
  if (before && wasShown(before.stateBeforeDelete ?? before.state) && isSameText(before, fields, content)) return
  if (fields.title === "" && isBlank(content)) throw new AppError("blank_post")
  if (!isForReaders(fields.state)) return
  const issues = findUndescribed(content).map((path) => ({ path, message: "`alt` is empty and `decorative` not set." }))
  if (issues.length > 0) throw new AppError("undescribed_picture", { issues })
}

function isSameText(before: PostRow, fields: PostFields, content: PostDocument): boolean {
  if (before.title !== "" && fields.title === "") return false
  if (isDeepStrictEqual(before.content, fields.content)) return true
  // Link previews arrive later than their text.
  const old = parseStoredDocument(before.content)
  return isDeepStrictEqual(withLinkPreviews(old, linkPreviewsOf(content)), content)
}
