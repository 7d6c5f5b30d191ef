import type { ServerResponse } from "node:http"

const CHECK_INTERVAL_MS = 60_000

/**
 * Lets go of who was answered and does not take it: not before a minute, at the latest after two. `responses`: all that
 * are being answered. Returns the way to stop.
 */
export function startLettingGo(responses: ReadonlySet<ServerResponse>): () => void {
  let late: ServerResponse[] = []
  const look = () => {
    for (const response of late) if (!response.writableFinished) response.destroy()
    late = [...responses].filter(({ writableEnded, writableFinished }) => writableEnded && !writableFinished)
  }
  const timer = setInterval(look, CHECK_INTERVAL_MS).unref()
  return () => clearInterval(timer)
}
