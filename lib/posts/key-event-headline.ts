import { parseStoredDocument } from "@/lib/changes/presenters"
import { LIMITS } from "@/lib/content/content-limits"
import { firstWritten } from "@/lib/content/written-text"
import { cutWords } from "@/lib/cut-text"
import { AppError } from "@/lib/errors"
import type { PostFields } from "./post-fields"

const MAX_CHARACTERS = Math.min(80, LIMITS.titleCharacters)

/**
 * A key event is listed by its headline, and breaking news shown by it. Without one it takes its first words, from submission on; a draft may still get
 * one. Throws `invalid_input` when it has no words either.
 */
export function withHeadline(fields: PostFields): PostFields {
  const isDraft = fields.state === "draft" || fields.state === "deleted"
  const isNamed = fields.keyEvent || fields.alertMinutes > 0
  if (!isNamed || fields.title !== "" || isDraft) return fields
  const title = cutWords(firstWritten(parseStoredDocument(fields.content)), MAX_CHARACTERS)
  if (title !== "") return { ...fields, title }
  const what = fields.keyEvent ? "A key event" : "Breaking news"
  const message = `${what} needs a headline: readers find it by that.`
  throw new AppError("invalid_input", { issues: [{ path: "title", message }] })
}
