import { startPolling } from "@/lib/realtime/client/transports/polling"
import type { Transport } from "@/lib/realtime/client/transports/transport"

/** Below what hosts and proxies cut off. */
const WAIT_SECONDS = 25
/** An empty answer sooner than this was not held back: something in between does not wait. */
const MIN_HELD_MS = 1_000

/** Keeps one question open, which the server answers when something changes. */
export const longPolling: Transport = {
  start: (options) =>
    startPolling(options, {
      wait: WAIT_SECONDS,
      pause: ({ tookMs, empty }) => (empty && tookMs < MIN_HELD_MS ? options.settings.interval : 0),
    }),
}
