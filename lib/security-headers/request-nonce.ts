import type { IncomingMessage } from "node:http"

/** Named in `proxy.ts` too, whose conditions are read when it is built. */
export const NONCE_HEADER = "x-running-story-nonce"

/**
 * Our own server asks for every page with a nonce: what it keeps, it keeps together with its headers. Elsewhere a shared
 * cache may give one page's text with another's headers, so only uncached pages have one.
 */
export function requestNonce(request: IncomingMessage): void {
  request.headers[NONCE_HEADER] = "1"
}
