import { env } from "@/lib/env"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { pusherClientConfig } from "./pusher/pusher-config"

/** What a page hands to its reader's browser about this installation. */
export function makeLiveConfig(): LiveConfig {
  const { POLLING_INTERVAL: interval, LIVE_URL: liveUrl } = env()
  return { interval, liveUrl: liveUrl ?? null, pusher: pusherClientConfig() }
}
