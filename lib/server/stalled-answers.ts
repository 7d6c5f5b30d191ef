import type { ServerResponse } from "node:http"

const CHECK_INTERVAL_MS = 60_000

/**
 * Disconnects clients that do not read their response, after one to two minutes. `responses`: all in
 * progress. Returns the cleanup.
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
