import { startPolling } from "@/lib/realtime/client/transports/polling"
import type { Transport } from "@/lib/realtime/client/transports/transport"

/** Asks every few seconds. Works everywhere, and a cache in between serves all readers with one answer. */
export const intervalPolling: Transport = {
  start: (options) =>
    startPolling(options, {
      wait: 0,
      // Up to a tenth early, so that readers who came together do not ask together for ever.
      pause: () => options.settings.interval * (0.9 + Math.random() * 0.1),
    }),
}
