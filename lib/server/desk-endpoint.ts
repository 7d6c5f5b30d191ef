import type { IncomingMessage, ServerResponse } from "node:http"
import { ownAnswerHeaders } from "@/lib/headers/answer-headers"
import { requireNoForeignOrigin } from "@/lib/http/origin"
import { type Answer, errorAnswer } from "@/lib/live/answer"
import { deskStreamHeaders } from "@/lib/together/desk-stream"
import { type AdmittedDesk, joinDesk, requireDesk } from "@/lib/together/open-desk"
import { sendAnswer } from "./send-answer"
import { openSocketPipe, toChunk } from "./socket-pipe"

/** `GET /api/desk/blogs/<id>/stream` on node:http: for people who are signed in, and apart from all that readers get. */
export async function serveDeskStream(
  blogId: string,
  query: URLSearchParams,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const desk = await admit(blogId, query, incoming).catch((error: unknown) => sendAnswer(response, refusal(error)))
  if (!desk || response.destroyed) return
  const pipe = openSocketPipe(incoming, response, deskStreamHeaders())
  const leave = joinDesk(desk, { write: (event) => pipe.write(toChunk(event)), end: (now) => pipe.end(now) })
  response.once("close", leave)
}

async function admit(blogId: string, query: URLSearchParams, incoming: IncomingMessage): Promise<AdmittedDesk> {
  const headers = new Headers()
  for (const name of ["cookie", "host", "origin", "sec-fetch-site"]) {
    const value = incoming.headers[name]
    if (typeof value === "string") headers.set(name, value)
  }
  requireNoForeignOrigin(headers)
  return requireDesk({ blogId, query, headers })
}

// Unlike the readers' answers these are for our own pages alone.
function refusal(error: unknown): Answer {
  const { status, body } = errorAnswer(error)
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }
  return { status, headers: { ...ownAnswerHeaders(), ...headers }, body }
}
