import type { ServerResponse } from "node:http"
import { takePageFailure } from "@/lib/http/page-failures"

/** Long enough for a database to start again, short enough for who waits. */
const RETRY_AFTER_S = 10

/**
 * Next answers 500 whatever kept it from drawing a page. What is no fault of ours, such as a database that is away, gets the
 * status of its cause instead, and with it a time after which to come again.
 */
export function sendTrueStatus(response: ServerResponse, requestId: string): void {
  const writeHead = response.writeHead
  response.writeHead = function (this: ServerResponse, status: number, ...rest: never[]) {
    const failure = takePageFailure(requestId)
    if (status !== 500 || !failure || failure.status === 500) return writeHead.call(this, status, ...rest)
    if (failure.status === 503 || failure.status === 429)
      this.setHeader("Retry-After", String(failure.retryAfter ?? RETRY_AFTER_S))
    this.statusMessage = ""
    return writeHead.call(this, failure.status, ...rest)
  } as typeof writeHead
}
