import type { IncomingMessage, ServerResponse } from "node:http"
import { logInfo } from "@/lib/log"

/** Writes one line when a request is over: what was asked, without what stands behind the question mark, and how it went. */
export function logWhenDone({ method = "", url = "" }: IncomingMessage, response: ServerResponse): void {
  const start = performance.now()
  response.once("close", () => {
    logInfo("request", {
      method,
      path: url.split("?", 1)[0],
      status: response.writableFinished ? response.statusCode : 499,
      ms: Math.round(performance.now() - start),
      id: response.getHeader("x-request-id")?.toString(),
    })
  })
}
