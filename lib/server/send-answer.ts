import type { ServerResponse } from "node:http"
import type { ResponsePayload } from "@/lib/http/payload"

/** Sends a finished answer. Returns nothing, so that it can stand where a value is missing. */
export function sendPayload(response: ServerResponse, { status, headers, body }: ResponsePayload): undefined {
  if (response.destroyed || response.headersSent) return
  const length = body === null ? {} : { "Content-Length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}
