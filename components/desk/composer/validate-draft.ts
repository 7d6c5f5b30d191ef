import { toDocument } from "@/components/desk/editor/to-document"
import { hasUploads } from "@/components/desk/editor/upload-store"
import type { Failure } from "@/components/desk/forms/result"
import { LIMITS } from "@/lib/content/content-limits"
import type { PostDocument } from "@/lib/content/document"
import { findUndescribed } from "@/lib/content/pictures"
import { isBlank } from "@/lib/content/plain-text"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { countBytes, type Draft } from "./draft"

const UPLOADING = "A picture is still on its way. Wait until it is stored, or cancel it."

/** What must be right before anything is sent; the server checks all of it again. */
export function validateDraft(
  words: Draft,
  { public: isPublic }: { public: boolean },
): Failure | { document: PostDocument } {
  if (hasUploads(words.content)) return { code: "invalid_content", message: UPLOADING }
  const document = toDocument(words.content)
  if (!document) return fail("invalid_content")
  if (countBytes(words) > LIMITS.textBytes) return fail("post_too_large")
  if (words.title.trim() === "" && isBlank(document)) return fail("blank_post")
  if (isPublic && findUndescribed(document).length > 0) return fail("undescribed_picture")
  return { document }
}

function fail(code: ErrorCode): Failure {
  return { code, message: ERRORS[code].message }
}
