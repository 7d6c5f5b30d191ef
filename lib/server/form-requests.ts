import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { isAppError } from "@/lib/errors"
import { writeError } from "@/lib/http/write-payload"
import { readWhole, withBody } from "./buffered-request"

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
    passOn(withBody(request, body), response)
  } catch (error) {
    // Anything else is a caller who went away in the middle.
    if (isAppError(error)) writeError(error, response)
    else response.destroy()
  }
}

function isForm({ "content-type": type = "" }: IncomingMessage["headers"]): boolean {
  return /^multipart\/form-data/i.test(type)
}
