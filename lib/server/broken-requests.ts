import { type IncomingMessage, METHODS, type Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import { AppError, type ErrorCode } from "@/lib/errors"
import { writeError, writeSocketError } from "@/lib/http/write-payload"
import { ALL_METHODS } from "./methods"

/** Node's codes of malformed requests. */
const CODES: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "request_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
}
/** A valid first line with an unknown method. */
const FIRST_LINE = /^([A-Za-z-]+) \S+ HTTP\/1\.[01]\r?\n/

type ParseError = Error & { code?: string; rawPacket?: Buffer }

/** Responds with text to requests that Node rejects; by default they get a bare status, or none. */
export function answerBrokenRequests(server: Server): void {
  server.on("clientError", (error: ParseError, socket) => {
    // Gone, or a response has begun.
    if (error.code === "ECONNRESET" || !socket.writable || isAnswering(socket)) return void socket.destroy()
    writeSocketError(new AppError(codeOf(error)), socket, { Allow: ALL_METHODS.join(", ") })
  })
  server.on("checkExpectation", (_, response) => {
    writeError(new AppError("expectation_failed"), response)
  })
  server.on("connect", (_, socket) => {
    writeSocketError(new AppError("method_not_allowed"), socket, { Allow: ALL_METHODS.join(", ") })
  })
}

/**
 * Ignores an upgrade to an unknown protocol (RFC 9110, 7.8), which clients of HTTP/2 offer with their
 * first request. Node has not read a body: a request with one is refused.
 */
export function answerPlainly(server: Server, request: IncomingMessage, socket: Duplex): void {
  if (request.method !== "GET" && request.method !== "HEAD")
    return void writeSocketError(new AppError("bad_request"), socket)
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket as Socket)
  response.once("finish", () => {
    response.detachSocket(socket as Socket)
    socket.end()
  })
  socket.once("close", () => response.emit("close"))
  server.emit("request", request, response)
}

function codeOf({ code = "", rawPacket }: ParseError): ErrorCode {
  if (code !== "HPE_INVALID_METHOD") return CODES[code] ?? "bad_request"
  const method = FIRST_LINE.exec(rawPacket?.toString("latin1") ?? "")?.[1]
  return method && !METHODS.includes(method) ? "method_not_allowed" : "bad_request"
}

function isAnswering(socket: Duplex & { _httpMessage?: { headersSent: boolean } | null }): boolean {
  return socket._httpMessage?.headersSent === true
}
