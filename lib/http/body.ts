import { AppError, type ErrorCode } from "@/lib/errors"

const MAX_JSON_BYTES = 512 * 1024
const CHARSETS = new Set(["utf-8", "utf8", "us-ascii"])

/**
 * A request's body, read no further than `most` bytes: `tooLarge` is thrown by the announced or the real length. Throws
 * `unsupported_encoding`, `request_cut`.
 */
export async function readBody(request: Request, most: number, tooLarge: ErrorCode): Promise<Uint8Array<ArrayBuffer>> {
  requirePlain(request.headers)
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

/** A request's body as JSON. Throws `request_too_large`, `invalid_input`. */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request, MAX_JSON_BYTES, "request_too_large")
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body))
  } catch (cause) {
    throw new AppError("invalid_input", { issues: [{ path: "", message: "The body must be JSON in UTF-8." }], cause })
  }
}

/** Throws `unsupported_encoding` for a body that would have to be unpacked, or that is text in another charset. */
export function requirePlain(headers: Headers): void {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "identity"
  const charset = /;\s*charset="?([^\s;"]*)/i.exec(headers.get("content-type") ?? "")?.[1]?.toLowerCase() ?? "utf-8"
  if (encoding !== "identity" || !CHARSETS.has(charset)) throw new AppError("unsupported_encoding")
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
