import type { IncomingHttpHeaders } from "node:http"

const HEADER = "x-running-story-own-script"

/** Asks the app for a page with the data that our own script starts from: Next's scripts are then left out of it. */
export const READER_BUNDLE_HEADER: IncomingHttpHeaders = { [HEADER]: "1" }

/** True for a page whose browser gets our own script. Whoever else asks gets some bytes that nobody reads. */
export function requestsReaderBundle(headers: Pick<Headers, "has">): boolean {
  return headers.has(HEADER)
}
