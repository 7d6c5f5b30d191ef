import type { ServerResponse } from "node:http"
import { AppError } from "@/lib/errors"
import { outgoing } from "./outgoing"
import { errorPayload, type ResponsePayload } from "./payload"

/** Writes a complete response. Returns undefined, so that callers can return it. */
export function sendPayload(response: ServerResponse, { status, headers, body }: ResponsePayload): undefined {
  if (response.destroyed || response.headersSent) return
  if (body !== null && typeof body !== "string" && !outgoing.admit(response, body)) return sendBusy(response)
  const length = body === null ? {} : { "Content-Length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}

/** Refuses with `busy`: too many bytes are in flight to others. */
export function sendBusy(response: ServerResponse): undefined {
  sendPayload(response, errorPayload(new AppError("busy")))
}
