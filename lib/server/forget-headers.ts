import type { IncomingHttpHeaders, IncomingMessage } from "node:http"
import { readHeader } from "./request"

/** One for all readers. */
const NO_LINES: string[] = []
const NO_HEADERS: IncomingHttpHeaders = Object.freeze({})

/**
 * Lets go of what a browser said of itself in a request that is held for long: it would be a good part of what a reader
 * costs in memory. What the answer depends on is kept.
 */
export function discardHeaders(request: IncomingMessage): void {
  const tag = readHeader(request, "if-none-match")
  request.rawHeaders = NO_LINES
  request.headers = tag === undefined ? NO_HEADERS : { "if-none-match": tag }
}
