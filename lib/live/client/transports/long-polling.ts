import { startAsking } from "./ask-loop"
import type { Transport } from "./transport"

/** Below what hosts and proxies cut off. */
const WAIT_SECONDS = 25
/** An empty answer sooner than this was not held back: something in between does not wait. */
const HELD_MS = 1_000

/** Keeps one question open, which the server answers when something changes. */
export const longPolling: Transport = {
  start: (options) =>
    startAsking(options, {
      wait: WAIT_SECONDS,
      pause: ({ tookMs, empty }) => (empty && tookMs < HELD_MS ? options.settings.interval : 0),
    }),
}
