import type { Hub } from "./hub"

/** Below the half minute after which common proxies close what is silent. */
const HEARTBEAT_INTERVAL_MS = 25_000
const CHECK_INTERVAL_MS = 1_000

/**
 * Sends every held reader a sign of life with the blog's position, each at its own moment of the interval, so that ten
 * thousand never beat at once. While nobody tells us of changes there is none: a page that goes by us would call itself
 * live, and is not. Returns the way to stop.
 */
export function startHeartbeat(hub: Hub): () => void {
  const timer = setInterval(() => {
    // Not by the clock on the wall: set back by an hour, it would keep everybody silent for one.
    const now = performance.now()
    const isListening = hub.isListening()
    for (const channel of hub.channels.values()) {
      for (const subscriber of channel.subscribers) {
        const at = subscriber.beatAt
        if (at > now) continue
        subscriber.beatAt = now + (at === 0 ? Math.random() * HEARTBEAT_INTERVAL_MS : HEARTBEAT_INTERVAL_MS)
        if (at !== 0 && isListening) subscriber.beat(channel)
      }
    }
  }, CHECK_INTERVAL_MS)
  timer.unref()
  return () => clearInterval(timer)
}
