import type { IncomingHttpHeaders, IncomingMessage } from "node:http"

import { resolveAddress, toReaderAddress } from "@/lib/client-address"

/** The client's address, by which held connections are counted; empty behind a proxy that does not forward it. */
export function clientAddressOf(request: IncomingMessage): string {
  return toReaderAddress(resolveAddress(request.socket.remoteAddress, readHeader(request, "x-forwarded-for")))
}

/** One for all readers. */
const NO_LINES: string[] = []

const NO_HEADERS: IncomingHttpHeaders = Object.freeze({})

/**
 * Frees the headers of a held request, a good part of a reader's memory. Keeps those that the response
 * depends on.
 */
export function discardHeaders(request: IncomingMessage): void {
  const tag = readHeader(request, "if-none-match")
  request.rawHeaders = NO_LINES
  request.headers = tag === undefined ? NO_HEADERS : { "if-none-match": tag }
}

/**
 * The first header of a lower-case name. Reads `rawHeaders`: Node's object of all headers costs a
 * tenth of the fastest responses.
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const each = rawHeaders[index]
    if (each?.length === name.length && each.toLowerCase() === name) return rawHeaders[index + 1]
  }
  return undefined
}
