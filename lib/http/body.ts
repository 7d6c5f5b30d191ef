import { LIMITS } from "@/lib/content/content-limits"
import { AppError, type ErrorCode } from "@/lib/errors"

import { lineField } from "@/lib/input-fields"
import { PICTURE_LIMITS } from "@/lib/media/picture-limits"
import { parseInput } from "@/lib/parse-input"
import { isBoundedJson, MAX_JSON_DEPTH, MAX_JSON_PARTS } from "./json-bounds"
import { readForm } from "./read-form"

// Boundaries, field names and alt text around the picture.
const MAX_MULTIPART_OVERHEAD_BYTES = 16 * 1024

const altField = lineField.max(LIMITS.altCharacters, `Use at most ${LIMITS.altCharacters} characters.`)

type Upload = { bytes: Uint8Array; alt: string }

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
  const parts = readForm(Buffer.from(body.buffer, body.byteOffset, body.byteLength), type) ?? refuse()
  const file = parts.find(({ name, isFile }) => name === "file" && isFile) ?? refuse()
  const alt = parts.find(({ name, isFile }) => name === "alt" && !isFile)?.value.toString("utf8") ?? ""
  return { bytes: file.value, alt: parseInput(altField, alt) }
}

function refuse(): never {
  const message = "Send the picture as the file `file` of a form, or as the whole body."
  throw new AppError("invalid_input", { issues: [{ path: "file", message }] })
}

const MAX_JSON_BYTES = 512 * 1024
const CHARSETS = new Set(["utf-8", "utf8", "us-ascii"])
const UNBOUNDED = `The body has at most ${MAX_JSON_PARTS} lists and objects, ${MAX_JSON_DEPTH} deep in each other.`

/**
 * A request's body, read no further than `most` bytes: `tooLarge` is thrown by the announced or the real length. Throws
 * `unsupported_encoding`, `request_cut`.
 */
export async function readBody(request: Request, most: number, tooLarge: ErrorCode): Promise<Uint8Array<ArrayBuffer>> {
  requireUnpacked(request.headers)
  if (Number(request.headers.get("content-length") ?? 0) > most) throw new AppError(tooLarge)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of readChunks(request)) {
    size += chunk.byteLength
    if (size > most) throw new AppError(tooLarge)
    chunks.push(chunk)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.byteLength
  }
  return body
}

/** A request's body as JSON. Throws `request_too_large`, `invalid_input`, and what `readBody` throws. */
export async function readJson(request: Request): Promise<unknown> {
  requirePlainText(request.headers)
  const body = await readBody(request, MAX_JSON_BYTES, "request_too_large")
  if (!isBoundedJson(body)) throw new AppError("invalid_input", { issues: [{ path: "", message: UNBOUNDED }] })
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body))
  } catch (cause) {
    throw new AppError("invalid_input", { issues: [{ path: "", message: "The body must be JSON in UTF-8." }], cause })
  }
}

/** Throws `unsupported_encoding` for a body that is not text in UTF-8 as it stands. */
export function requirePlainText(headers: Headers): void {
  requireUnpacked(headers)
  const charset = /;\s*charset="?([^\s;"]*)/i.exec(headers.get("content-type") ?? "")?.[1]?.toLowerCase() ?? "utf-8"
  if (!CHARSETS.has(charset)) throw new AppError("unsupported_encoding")
}

function requireUnpacked(headers: Headers): void {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "identity"
  if (encoding !== "identity") throw new AppError("unsupported_encoding")
}

// Leaving the loop early only stops reading: cancelling would cut the connection before our refusal is on it. Node
// discards what still comes.
async function* readChunks(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (!reader) return
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } catch (cause) {
    throw new AppError("request_cut", { cause })
  } finally {
    reader.releaseLock()
  }
}
