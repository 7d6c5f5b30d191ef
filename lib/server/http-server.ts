import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http"
import type { Duplex } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { noteClientAddress } from "@/lib/client-address"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { errorPayload } from "@/lib/http/payload"
import { writeError, writePayload, writeSocketError } from "@/lib/http/write-payload"
import { logInfo } from "@/lib/log"
import { createPageHandler } from "@/lib/page-cache/handler"
import { NOT_FOUND } from "@/lib/page-cache/route-match"
import { stopLive } from "@/lib/realtime/broker"
import { noteRequestId } from "@/lib/request-id"
import { requestNonce } from "@/lib/security-headers/request-nonce"
import { appHeaders } from "@/lib/security-headers/response-headers"
import { isAllowedHost } from "./allowed-hosts"
import { inAppTurns } from "./app-turns"
import { refuseLargeBody } from "./body-limit"
import { answerBrokenRequests, answerPlainly } from "./broken-requests"
import { createEmbedScript } from "./embed-script"
import { isFormRequest, passForm } from "./form-requests"
import { createLiveRouter } from "./live-router"
import { answerMediaRequest } from "./media-requests"
import { ALL_METHODS, sayMethods } from "./methods"
import { handleStopping } from "./readiness"
import { readHeader } from "./request"
import { normalizeRequest } from "./request-line"
import { startLettingGo } from "./stalled-answers"
import { createStaticFiles } from "./static-files"
import { sendTrueStatus } from "./true-status"

/** One log line per finished request, without its query. */
function logWhenDone({ method = "", url = "" }: IncomingMessage, response: ServerResponse): void {
  const start = performance.now()
  response.once("close", () => {
    logInfo("request", {
      method,
      path: url.split("?", 1)[0],
      status: response.writableFinished ? response.statusCode : 499,
      ms: Math.round(performance.now() - start),
      id: response.getHeader("x-request-id")?.toString(),
    })
  })
}

const CLOSE_TIMEOUT_MS = 8_000
const MAX_URL_CHARACTERS = 8_192

/** Next, as far as the server needs it. `upgrade` is set in development only, for hot reload. */
export type NextHandler = {
  request: RequestListener
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null
}

/**
 * Our own server in front of Next: serves the live endpoints itself, at a twentieth of the cost of a
 * route handler, and passes everything else on. Sockets have one path; others are refused.
 */
export function createHttpServer(next: NextHandler): Server {
  const live = createLiveRouter()
  const draw = (request: IncomingMessage, response: ServerResponse, id: string) => {
    // Before the app writes anything, so that each of its responses has them.
    for (const [name, value] of Object.entries(appHeaders())) response.setHeader(name, value)
    sendTrueStatus(response, id)
    requestNonce(request)
    next.request(request, response)
  }
  const app: RequestListener = (request, response) => draw(request, response, noteRequestId(request))
  const drawNoted: RequestListener = (request, response) =>
    draw(request, response, String(response.getHeader("X-Request-Id")))
  // In development the app compiles while the request waits.
  const appInTurns = next.upgrade ? drawNoted : inAppTurns(drawNoted)
  const passOn: RequestListener = (request, response) => {
    noteClientAddress(request)
    response.setHeader("X-Request-Id", noteRequestId(request))
    appInTurns(request, response)
  }
  // No page cache in development.
  const answerPage = next.upgrade ? null : createPageHandler(app, passOn)
  const staticFiles = next.upgrade ? null : createStaticFiles()
  const answerEmbedScript = createEmbedScript()
  const isLogged = env().LOG_REQUESTS === "1"
  const responses = new Set<ServerResponse>()
  const untrack = function (this: ServerResponse) {
    responses.delete(this)
  }
  const track = (response: ServerResponse) => {
    responses.add(response)
    response.on("close", untrack)
  }
  const limits = { requestTimeout: 60_000, connectionsCheckingInterval: 10_000, requireHostHeader: false }
  const server = createServer(limits, (request, response) => {
    if (isLogged) logWhenDone(request, response)
    const wrong = normalizeRequest(request)
    if (wrong) return writeError(wrong, response)
    if (!isAllowedHost(readHeader(request, "host"))) return writeError(new AppError("foreign_host"), response)
    if (server.listening && live.answerKept(request, response)) return
    if (request.url === "*" || !ALL_METHODS.includes(request.method ?? ""))
      return sayMethods(request, response, ALL_METHODS)
    if ((request.url ?? "").length > MAX_URL_CHARACTERS) return writeError(new AppError("url_too_long"), response)
    if (!isReadable(request.url ?? "")) {
      if (request.url?.startsWith("/api/")) return writeError(new AppError("bad_address"), response)
      request.url = NOT_FOUND
    }
    track(response)
    if (!server.listening && request.url?.startsWith("/api/")) return refuse(request, response)
    if (live.answer(request, response)) return
    if (refuseLargeBody(request, response)) return
    if (staticFiles?.answer(request, response)) return
    if (answerEmbedScript(request, response)) return
    if (answerMediaRequest(request, response)) return
    if (answerPage?.(request, response)) return
    if (isFormRequest(request)) return void passForm(request, response, passOn)
    passOn(request, response)
  })
  running.set(server, responses)
  answerBrokenRequests(server)
  server.on("close", startLettingGo(responses))
  server.on("upgrade", (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() !== "websocket") return answerPlainly(server, request, socket)
    const wrong = normalizeRequest(request)
    if (wrong) return void writeSocketError(wrong, socket)
    if (next.upgrade && request.url?.startsWith("/_next/")) next.upgrade(request, socket, head)
    else live.upgrade(request, socket, head)
  })
  // Longer than the idle timeouts of common proxies, which then close first and reuse no closed connection.
  server.keepAliveTimeout = 75_000
  server.headersTimeout = 80_000
  return server
}

/**
 * Responds to waiting requests, ends streams and sockets with a hint to reconnect, lets running
 * requests finish, and returns when all connections are closed, at the latest after some seconds.
 */
export async function closeHttpServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await stopLive()
  const deadline = Date.now() + CLOSE_TIMEOUT_MS
  while (countRequests(server) > 0 && Date.now() < deadline) await sleep(25)
  // Browsers hold connections open ahead of need; Node does not count one without a request as idle.
  server.closeAllConnections()
  // A socket with a dead peer never closes; the process ends anyway.
  await Promise.race([closed, sleep(Math.max(deadline - Date.now(), 500), undefined, { ref: false })])
}

// Escapes that decode to no text, and NUL. The app would fail on them.
const SUSPECT = /%(?![2-7][0-9a-f])/i

function isReadable(target: string): boolean {
  if (!SUSPECT.test(target)) return true
  if (/%00/.test(target)) return false
  try {
    // A lone percent sign is valid in a query.
    return decodeURIComponent(target.split("?", 1)[0] ?? "") !== ""
  } catch {
    return false
  }
}

const running = new WeakMap<Server, Set<ServerResponse>>()

function countRequests(server: Server): number {
  return running.get(server)?.size ?? 0
}

// While the process stops: requests on open connections go to another process, or to the next.
function refuse({ url }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Connection", "close")
  writePayload(handleStopping(url?.split("?", 1)[0]) ?? errorPayload(new AppError("restarting")), response)
}
