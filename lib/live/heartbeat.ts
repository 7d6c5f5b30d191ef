import type { Subscriber } from "./channel"
import type { Hub } from "./hub"

/** Below the half minute after which common proxies close what is silent. */
const EVERY_MS = 20_000
const LOOK_EVERY_MS = 1_000

/**
 * Sends every held reader a sign of life with the blog's position, each at its own moment of the interval, so that ten
 * thousand never beat at once. Returns the way to stop.
 */
export function startHeartbeat(hub: Hub): () => void {
  const due = new WeakMap<Subscriber, number>()
  const timer = setInterval(() => {
    const now = Date.now()
    for (const channel of hub.channels.values()) {
      for (const subscriber of channel.subscribers) {
        const at = due.get(subscriber)
        if (at !== undefined && at > now) continue
        due.set(subscriber, now + (at === undefined ? Math.random() * EVERY_MS : EVERY_MS))
        if (at !== undefined) subscriber.beat(channel)
      }
    }
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
