import type { Failure } from "@/components/desk/forms/result"
import type { PostDocument } from "@/lib/content/document"
import { LIMITS } from "@/lib/content/limits"
import { isBlank } from "@/lib/content/plain-text"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { toDocument } from "./to-document"
import { countUndescribed, hasUploads } from "./undescribed"
import { countBytes, type Words } from "./words"

const UPLOADING = "A picture is still on its way. Wait until it is stored, or cancel it."
const UNDESCRIBED = "Describe each picture in a sentence, or mark it as decorative. Then publish again."

/** What must be right before anything is sent; the server checks all of it again. */
export function checkWords(
  words: Words,
  { public: isPublic }: { public: boolean },
): Failure | { document: PostDocument } {
  if (hasUploads(words.content)) return { code: "invalid_content", message: UPLOADING }
  const document = toDocument(words.content)
  if (!document) return fail("invalid_content")
  if (countBytes(words) > LIMITS.textBytes) return fail("post_too_large")
  if (words.title.trim() === "" && isBlank(document)) return fail("blank_post")
  if (isPublic && countUndescribed(words.content) > 0) return { code: "invalid_content", message: UNDESCRIBED }
  return { document }
}

function fail(code: ErrorCode): Failure {
  return { code, message: ERRORS[code].message }
}
