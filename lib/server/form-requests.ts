import { IncomingMessage, type RequestListener, type ServerResponse } from "node:http"
import { AppError, isAppError } from "@/lib/errors"
import { errorPayload } from "@/lib/http/payload"
import { sendPayload } from "@/lib/http/write-payload"

/** Forms that work without scripts have a few short fields. */
const MAX_FORM_BYTES = 16 * 1024

/** True for a form of a page, which Next takes for the call of a server action. */
export function isFormRequest({ method, url = "", headers }: IncomingMessage): boolean {
  return method === "POST" && !url.startsWith("/api/") && headers["next-action"] === undefined && isForm(headers)
}

/**
 * Hands a form on once its body is here and within bounds: of a form that is too large Next never
 * sends an answer.
 */
export async function passForm(
  request: IncomingMessage,
  response: ServerResponse,
  passOn: RequestListener,
): Promise<void> {
  try {
    const body = await readWhole(request, MAX_FORM_BYTES)
    passOn(readAgain(request, body), response)
  } catch (error) {
    // Anything else is a caller who went away in the middle.
    if (isAppError(error)) sendPayload(response, errorPayload(error))
    else response.destroy()
  }
}

function isForm({ "content-type": type = "" }: IncomingMessage["headers"]): boolean {
  return /^multipart\/form-data/i.test(type)
}

function readWhole(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((done, fail) => {
    // What is too much goes on coming, and is dropped: a cut connection would take our refusal with it.
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength
      if (size <= most) chunks.push(chunk)
      else fail(new AppError("request_too_large"))
    })
    request
      .once("end", () => done(Buffer.concat(chunks)))
      .once("error", fail)
      .once("close", fail)
  })
}

/** The same request with a body to be read anew. */
function readAgain(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const again = new IncomingMessage(request.socket)
  Object.assign(again, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor })
  again.complete = true
  again.push(body)
  again.push(null)
  return again
}
