import type { ServerResponse } from "node:http"
import { takePageFailure } from "@/lib/http/page-failures"

/**
 * Next responds with 500 to every failure of a page. A failure with another cause, such as a
 * database that is away, gets that cause's status and `Retry-After`.
 */
export function sendTrueStatus(response: ServerResponse, requestId: string): void {
  const writeHead = response.writeHead
  response.writeHead = function (this: ServerResponse, status: number, ...rest: never[]) {
    const failure = takePageFailure(requestId)
    if (status !== 500 || !failure || failure.status === 500) return writeHead.call(this, status, ...rest)
    if (failure.retryAfter !== undefined) this.setHeader("Retry-After", String(failure.retryAfter))
    this.statusMessage = ""
    return writeHead.call(this, failure.status, ...rest)
  } as typeof writeHead
}
