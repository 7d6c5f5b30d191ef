import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

import { resolveAddress, toReaderAddress } from "@/lib/client-address"

/** Where a reader comes from, as held connections are counted; empty when nobody trustworthy tells. */
export function clientAddressOf(request: IncomingMessage): string {
  return toReaderAddress(resolveAddress(request.socket.remoteAddress, readHeader(request, "x-forwarded-for")))
}

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

/**
 * The first header of a name, in small letters. Node makes an object of all headers when it is first asked for one, which
 * is a tenth of what the quickest answers cost; this looks at what came in.
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const each = rawHeaders[index]
    if (each?.length === name.length && each.toLowerCase() === name) return rawHeaders[index + 1]
  }
  return undefined
}
