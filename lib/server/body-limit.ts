import type { IncomingMessage, ServerResponse } from "node:http"
import { AppError } from "@/lib/errors"
import { writeError } from "@/lib/http/write-payload"
import { readHeader } from "./request"

/** What a form or a button of a reader's page or of signing in sends ... */
const MAX_PAGE_BYTES = 64 * 1024
/** ... and one of the desk: as much as Next takes of a server action (next.config.js). */
const MAX_DESK_BYTES = 600_000
const DESK = /^\/desk(\/|\?|$)/
/** Doors that read their bodies themselves, and no further than they must (lib/http/body.ts). */
const READS_ITSELF = /^\/api\//

/**
 * Refuses what is sent to a page and is larger than anything that a page takes: Next would hold up to 10 MB of each. True when
 * it was refused.
 */
export function refuseLargeBody(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = "" } = request
  if (method === "GET" || method === "HEAD" || READS_ITSELF.test(url)) return false
  const most = DESK.test(url) ? MAX_DESK_BYTES : MAX_PAGE_BYTES
  if (Number(readHeader(request, "content-length") ?? 0) > most) {
    writeError(new AppError("request_too_large"), response)
    return true
  }
  if (readHeader(request, "transfer-encoding")) countPieces(request, response, most)
  return false
}

// Without a length that is announced, the pieces are counted where they come in. Those beyond the limit are dropped, and the
// answer waits until all are there: who is cut off in the middle of sending never reads why.
function countPieces(request: IncomingMessage, response: ServerResponse, most: number): void {
  const push = request.push
  let size = 0
  request.push = function (this: IncomingMessage, piece: Buffer | null, ...rest: never[]): boolean {
    size += piece?.length ?? 0
    if (size <= most || (piece === null && response.headersSent)) return push.call(this, piece, ...rest)
    if (piece === null) {
      // The app, which waits for the rest, sees a request that broke off.
      response.once("finish", () => this.destroy())
      response.setHeader("Connection", "close")
      writeError(new AppError("request_too_large"), response)
    }
    return true
  }
}
