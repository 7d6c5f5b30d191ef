import { IncomingMessage } from "node:http"
import { AppError } from "@/lib/errors"

/** Of this connection alone, or Next's own word to itself: it may ask itself for another page with the headers that it got. */
const NOT_PASSED_ON = ["transfer-encoding", "upgrade", "x-action-forwarded"]

/** The whole body, up to `maxBytes`. Throws `request_too_large`, `request_cut`. */
export async function readWhole(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw new AppError("request_too_large")
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Leaving early only stops reading: the connection is still needed for the refusal.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > maxBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw new AppError("request_cut", { cause })
  }
  if (size > maxBytes) throw new AppError("request_too_large")
  return Buffer.concat(chunks)
}

/** The same request, with its body already there. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket)
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, headers } = request
  Object.assign(whole, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true })
  for (const name of NOT_PASSED_ON) delete headers[name]
  headers["content-length"] = String(body.length)
  whole.headers = headers
  whole.push(body)
  whole.push(null)
  return whole
}
