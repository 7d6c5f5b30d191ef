import { type ServerResponse, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { AppError } from "@/lib/errors"
import { outgoing } from "./outgoing"
import { type ErrorContext, errorPayload, type ResponsePayload } from "./payload"

const CLOSE_TIMEOUT_MS = 2_000

/** Writes a complete response. Returns undefined, so that callers can return it. */
export function writePayload({ status, headers, body }: ResponsePayload, response: ServerResponse): undefined {
  if (response.destroyed || response.headersSent) return
  if (body !== null && typeof body !== "string" && !outgoing.admit(response, body))
    return writeError(new AppError("busy"), response)
  const length = body === null ? {} : { "Content-Length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}

/** `errorPayload`, written. */
export function writeError(thrown: unknown, response: ServerResponse, context?: ErrorContext): undefined {
  writePayload(errorPayload(thrown, context), response)
}

/** `errorPayload` on a bare connection, such as a refused upgrade, which is then closed. */
export function writeSocketError(thrown: unknown, socket: Duplex, more: Record<string, string> = {}): undefined {
  const { status, headers, body } = errorPayload(thrown)
  const all = { ...headers, ...more, "Content-Length": Buffer.byteLength(body ?? ""), Connection: "close" }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body ?? ""}`)
  // A peer that vanished never closes its end.
  setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS).unref()
}
