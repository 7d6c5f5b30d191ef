import { LIMITS } from "@/lib/content/content-limits"
import { AppError, type ErrorCode, isAppError } from "@/lib/errors"

import { lineField } from "@/lib/input-fields"
import { PICTURE_LIMITS } from "@/lib/media/picture-limits"
import { parseInput } from "@/lib/parse-input"
import { BoundedBytes } from "./bounded-bytes"
import { isBoundedJson, MAX_JSON_DEPTH, MAX_JSON_PARTS } from "./json-bounds"
import { type FormPart, readForm } from "./read-form"

// Boundaries, field names and alt text around the picture.
const MAX_MULTIPART_OVERHEAD_BYTES = 16 * 1024

const altField = lineField.max(LIMITS.altCharacters, `Use at most ${LIMITS.altCharacters} characters.`)

type Upload = { bytes: Uint8Array; alt: string }

/**
 * The picture of a request: the file `file` (with an optional field `alt`) of a form, or the whole body. It is read no
 * further than a picture may be large, and held once. Throws `picture_too_large`, `invalid_input`.
 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^multipart\/form-data/i.test(type)) {
    return { bytes: await readBody(request, PICTURE_LIMITS.bytes, "picture_too_large"), alt: "" }
  }
  const form = new UploadForm(announcedLength(request))
  const pieces = readPieces(request, PICTURE_LIMITS.bytes + MAX_MULTIPART_OVERHEAD_BYTES, "picture_too_large")
  await readForm(type, pieces, form).catch((error: unknown) => {
    if (isAppError(error)) throw error
    refuse()
  })
  return form.upload()
}

/** Keeps the first file and the first text of its names, and drops whatever else a form holds. */
class UploadForm {
  private file: BoundedBytes | undefined
  private alt: BoundedBytes | undefined
  private current: BoundedBytes | undefined

  constructor(private readonly announced: number) {}

  begin({ name, isFile }: FormPart): void {
    if (name === "file" && isFile && !this.file)
      this.current = this.file = new BoundedBytes(PICTURE_LIMITS.bytes, this.announced)
    if (name === "alt" && !isFile && !this.alt) this.current = this.alt = new BoundedBytes(MAX_MULTIPART_OVERHEAD_BYTES)
  }

  add(piece: Uint8Array): void {
    const isAdded = this.current?.add(piece) ?? true
    if (!isAdded) throw new AppError("picture_too_large")
  }

  end(): void {
    this.current = undefined
  }

  upload(): Upload {
    if (!this.file) refuse()
    const alt = this.alt ? new TextDecoder().decode(this.alt.bytes()) : ""
    return { bytes: this.file.bytes(), alt: parseInput(altField, alt) }
  }
}

function refuse(): never {
  const message = "Send the picture as the file `file` of a form, or as the whole body."
  throw new AppError("invalid_input", { issues: [{ path: "file", message }] })
}

const MAX_JSON_BYTES = 512 * 1024
const CHARSETS = new Set(["utf-8", "utf8", "us-ascii"])
const UNBOUNDED = `The body has at most ${MAX_JSON_PARTS} lists and objects, ${MAX_JSON_DEPTH} deep in each other.`

/**
 * A request's body, read no further than `most` bytes and held once: `tooLarge` is thrown by the announced or the real
 * length.
 */
export async function readBody(request: Request, most: number, tooLarge: ErrorCode): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = readPieces(request, most, tooLarge)
  const body = new BoundedBytes(most, announcedLength(request))
  for await (const piece of pieces) body.add(piece)
  return body.bytes()
}

/** A request's body as JSON. Throws `request_too_large`, `invalid_input`, and what `readBody` throws. */
export async function readJson(request: Request): Promise<unknown> {
  requirePlainText(request.headers)
  return parseJsonBody(await readBody(request, MAX_JSON_BYTES, "request_too_large"), request.headers)
}

/** A body that was read before, as JSON. Throws `unsupported_encoding`, `invalid_input`. */
export function parseJsonBody(body: Uint8Array, headers: Headers): unknown {
  requirePlainText(headers)
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

/**
 * The pieces of a body as they come, up to `most` bytes. Leaving them early only stops reading: cancelling would cut the
 * connection before our refusal is on it. Node discards what still comes.
 */
export async function* readPieces(request: Request, most: number, tooLarge: ErrorCode): AsyncGenerator<Uint8Array> {
  requireUnpacked(request.headers)
  if (announcedLength(request) > most) throw new AppError(tooLarge)
  const reader = request.body?.getReader()
  if (!reader) return
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(breakOff)
      if (done) return
      size += value.byteLength
      if (size > most) throw new AppError(tooLarge)
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}

export function announcedLength(request: Request): number {
  return Number(request.headers.get("content-length") ?? 0) || 0
}

// The sender is gone: not a fault, though the error looks like a broken database connection.
function breakOff(cause: unknown): never {
  throw new AppError("request_cut", { cause })
}
