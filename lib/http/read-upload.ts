import { LIMITS } from "@/lib/content/content-limits"
import { AppError } from "@/lib/errors"
import { lineField } from "@/lib/input-fields"
import { PICTURE_LIMITS } from "@/lib/media/picture-limits"
import { parseInput } from "@/lib/parse-input"
import { readBody } from "./body"

// Boundaries, field names and alt text around the picture.
const MAX_MULTIPART_OVERHEAD_BYTES = 16 * 1024

const altField = lineField.max(LIMITS.altCharacters, `Use at most ${LIMITS.altCharacters} characters.`)

export type Upload = { bytes: Uint8Array; alt: string }

/**
 * The picture of a request: the file `file` (with an optional field `alt`) of a form, or the whole body. It is read no
 * further than a picture may be large. Throws `picture_too_large`, `invalid_input`.
 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^multipart\/form-data\b/i.test(type)) {
    return { bytes: await readBody(request, PICTURE_LIMITS.bytes, "picture_too_large"), alt: "" }
  }
  const body = await readBody(request, PICTURE_LIMITS.bytes + MAX_MULTIPART_OVERHEAD_BYTES, "picture_too_large")
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(refuse)
  const file = form.get("file")
  const alt = form.get("alt")
  if (!(file instanceof File)) refuse()
  return { bytes: new Uint8Array(await file.arrayBuffer()), alt: parseInput(altField, alt ?? "") }
}

function refuse(cause?: unknown): never {
  const message = "Send the picture as the file `file` of a form, or as the whole body."
  throw new AppError("invalid_input", { issues: [{ path: "file", message }], cause })
}
