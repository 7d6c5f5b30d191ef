import type { Hub } from "./hub"

/** Below the half minute after which common proxies close idle connections. */
const HEARTBEAT_INTERVAL_MS = 25_000
const CHECK_INTERVAL_MS = 1_000

/**
 * Sends every held reader a heartbeat with the blog's position, spread over the interval. Without
 * notifications of changes it sends none: pages would call themselves live. Returns the cleanup.
 */
export function startHeartbeat(hub: Hub): () => void {
  const timer = setInterval(() => {
    // Monotonic: a wall clock set back by an hour would stop heartbeats for an hour.
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
