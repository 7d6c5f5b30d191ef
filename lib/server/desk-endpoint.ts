import type { IncomingMessage, ServerResponse } from "node:http"
import { type AuthorizedDesk, authorizeDeskStream, joinDesk } from "@/lib/collaboration/authorize-stream"
import { assertNotCrossSite } from "@/lib/http/csrf"
import { errorPayload, type ResponsePayload } from "@/lib/http/payload"
import { ownResponseHeaders } from "@/lib/security-headers/response-headers"
import { deskStreamHeaders } from "@/lib/together/desk-stream"
import { sendPayload } from "./send-answer"
import { openSocketPipe, toChunk } from "./socket-pipe"

/** `GET /api/desk/blogs/<id>/stream` on node:http: for people who are signed in, and apart from all that readers get. */
export async function serveDeskSse(
  blogId: string,
  query: URLSearchParams,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const desk = await admit(blogId, query, incoming).catch((error: unknown) => sendPayload(response, refusal(error)))
  if (!desk || response.destroyed) return
  const pipe = openSocketPipe(incoming, response, deskStreamHeaders())
  const leave = joinDesk(desk, { write: (event) => pipe.write(toChunk(event)), end: (now) => pipe.end(now) })
  response.once("close", leave)
}

async function admit(blogId: string, query: URLSearchParams, incoming: IncomingMessage): Promise<AuthorizedDesk> {
  const headers = new Headers()
  for (const name of ["cookie", "host", "origin", "sec-fetch-site"]) {
    const value = incoming.headers[name]
    if (typeof value === "string") headers.set(name, value)
  }
  assertNotCrossSite(headers)
  return authorizeDeskStream({ blogId, query, headers })
}

// Unlike the readers' answers these are for our own pages alone.
function refusal(error: unknown): ResponsePayload {
  const { status, body } = errorPayload(error)
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }
  return { status, headers: { ...ownResponseHeaders(), ...headers }, body }
}
