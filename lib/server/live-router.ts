import type { IncomingMessage, ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import { matchDeskStream } from "@/lib/collaboration/desk-stream"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { handleLive, isLongPoll, matchChanges, matchStream } from "@/lib/http/live/router"
import { writeError, writePayload, writeSocketError } from "@/lib/http/write-payload"
import { renderPostHtml } from "@/lib/posts/render-html"
import { processHub } from "@/lib/realtime/broker"
import { processLimiter } from "@/lib/realtime/connection-limiter"
import { isAllowedHost, isAllowedWebSocketOrigin } from "./allowed-hosts"
import { LongPolls, type PendingPoll } from "./long-polls"
import { clientAddressOf, readHeader } from "./request"
import { ResponseCache } from "./response-cache"
import { serveDeskSse, serveSse } from "./sse-endpoint"
import { matchSocket, serveWebSocket } from "./websocket-endpoint"

export type LiveRouter = {
  /** Answers a request that was answered before and whose answer holds; false when there is none. */
  answerKept: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Answers a request for a live endpoint; false when it is for none. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Takes an upgrade to the one path that has sockets; every other one is refused. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** The live endpoints on node:http: polls, streams and sockets, each within the limits of this process. */
export function createLiveRouter(): LiveRouter {
  const { POLLING_TIMEOUT } = env()
  const kept = new ResponseCache()
  const admission = processLimiter()
  const enter = (request: IncomingMessage, held: { on(event: "close", leave: () => void): unknown }): boolean => {
    const address = clientAddressOf(request)
    if (!admission.acquire(address)) return false
    held.on("close", () => admission.release(address))
    return true
  }

  const answerInTurn = (request: IncomingMessage, response: ServerResponse, target: Target): boolean => {
    const abort = new AbortController()
    const ifNoneMatch = readHeader(request, "if-none-match") ?? null
    const answer = handleLive(
      {
        method: request.method ?? "GET",
        ...target,
        ifNoneMatch,
        signal: abort.signal,
        address: () => clientAddressOf(request),
      },
      renderPostHtml,
    )
    if (!answer) return false
    response.once("close", () => abort.abort())
    answer
      .then((ready) => {
        kept.store(request, ready)
        writePayload(ready, response)
      })
      .catch(() => response.destroy())
    return true
  }
  const answerWithoutWait = (response: ServerResponse): void => {
    const target = splitTarget(response.req.url ?? "/")
    target.query.set("wait", "0")
    answerInTurn(response.req, response, target)
  }

  const heldPolls = new LongPolls(POLLING_TIMEOUT, admission, answerWithoutWait)
  const hold = (question: PendingPoll, response: ServerResponse): true => {
    if (!heldPolls.hold(question, response)) refuseReader(response)
    return true
  }

  return {
    answerKept: (request, response) => kept.send(request, response),

    answer: (request, response) => {
      const url = request.url ?? "/"
      if (!url.startsWith("/api/")) return false
      const question = request.method === "GET" ? heldPolls.known(url) : null
      if (question) return hold(question, response)
      const target = splitTarget(url)
      const { pathname, query } = target
      const slug = request.method === "GET" && query.has("wait") ? matchChanges(pathname) : null
      const asked = slug ? heldPolls.parse(processHub(), url, slug, query) : null
      if (asked) return hold(asked, response)
      const stream = request.method === "GET" ? matchStream(pathname) : null
      const desk = request.method === "GET" ? matchDeskStream(pathname) : null
      const isHeld = isLongPoll(request.method ?? "", pathname, query)
      if ((stream || desk || isHeld) && !enter(request, response)) {
        refuseReader(response)
        return true
      }
      if (desk) {
        void serveDeskSse(desk, query, request, response)
        return true
      }
      if (stream) {
        const lastEventId = request.headers["last-event-id"]?.toString() ?? null
        void serveSse(processHub(), { slug: stream, query, lastEventId }, request, response)
        return true
      }
      return answerInTurn(request, response, target)
    },

    upgrade: (request, socket, head) => {
      socket.on("error", () => socket.destroy())
      const match = matchSocket(request.url ?? "")
      if (!match) return writeSocketError(new AppError("not_found"), socket)
      if (request.method !== "GET")
        return writeSocketError(new AppError("method_not_allowed"), socket, { Allow: "GET" })
      if (!isAllowedHost(request.headers.host)) return writeSocketError(new AppError("foreign_host"), socket)
      if (!isAllowedWebSocketOrigin(request.headers.origin, request.headers.host))
        return writeSocketError(new AppError("foreign_origin"), socket)
      if (!enter(request, socket)) return writeSocketError(new AppError("too_many_readers"), socket)
      void serveWebSocket(processHub(), { request, socket, head, ...match }, renderPostHtml)
    },
  }
}

function refuseReader(response: ServerResponse): void {
  writeError(new AppError("too_many_readers"), response)
}

type Target = { pathname: string; query: URLSearchParams }

function splitTarget(target: string): Target {
  const mark = target.indexOf("?")
  if (mark < 0) return { pathname: target, query: new URLSearchParams() }
  return { pathname: target.slice(0, mark), query: new URLSearchParams(target.slice(mark)) }
}
