import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http"
import { noteClientAddress } from "@/lib/http/client-address"
import type { Answer } from "@/lib/live/answer"
import { answerLive } from "@/lib/live/endpoints"
import { stopLive } from "@/lib/live/process-hub"
import { renderPostHtml } from "@/lib/posts/render-html"

const CLOSE_TIMEOUT_MS = 8_000

/** Next, as far as the server needs it. `upgrade` is set in development only, for hot reload. */
export type NextHandler = {
  request: RequestListener
  upgrade: ((request: IncomingMessage, socket: import("node:stream").Duplex, head: Buffer) => void) | null
}

/**
 * Our own server in front of Next: it answers the live endpoints itself, at a twentieth of what a route handler costs,
 * and hands everything else on.
 */
export function createHttpServer(next: NextHandler): Server {
  const server = createServer((request, response) => {
    if (answerHere(request, response)) return
    noteClientAddress(request)
    next.request(request, response)
  })
  server.on("upgrade", (request, socket, head) => {
    if (next.upgrade && request.url?.startsWith("/_next/")) next.upgrade(request, socket, head)
    else socket.destroy()
  })
  // Longer than the idle time-outs of common proxies, so that they close first and never reuse a closed connection.
  server.keepAliveTimeout = 75_000
  server.headersTimeout = 80_000
  return server
}

/** Answers what is waiting, refuses what is new, and returns when all connections are closed. */
export async function closeHttpServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await stopLive()
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
  await closed
  clearTimeout(force)
}

function answerHere(request: IncomingMessage, response: ServerResponse): boolean {
  const target = request.url ?? "/"
  if (!target.startsWith("/api/")) return false
  const mark = target.indexOf("?")
  const abort = new AbortController()
  const answer = answerLive(
    {
      method: request.method ?? "GET",
      pathname: mark < 0 ? target : target.slice(0, mark),
      query: new URLSearchParams(mark < 0 ? "" : target.slice(mark)),
      ifNoneMatch: request.headers["if-none-match"] ?? null,
      signal: abort.signal,
    },
    renderPostHtml,
  )
  if (!answer) return false
  response.once("close", () => abort.abort())
  answer.then((ready) => send(response, ready)).catch(() => response.destroy())
  return true
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return
  const length = body === null ? {} : { "Content-Length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}
