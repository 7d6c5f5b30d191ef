import { startAsking } from "./ask-loop"
import type { Transport } from "./transport"

/** Asks every few seconds. Works everywhere, and a cache in between serves all readers with one answer. */
export const intervalPolling: Transport = {
  start: (options) =>
    startAsking(options, {
      wait: 0,
      // Up to a tenth early, so that readers who came together do not ask together for ever.
      pause: () => options.settings.interval * (0.9 + Math.random() * 0.1),
    }),
}
