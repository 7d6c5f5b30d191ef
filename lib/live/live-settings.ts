import { env } from "@/lib/env"
import type { LiveSettings } from "./client/settings"
import { pusherClientSettings } from "./pusher-settings"

/** What a page hands to its reader's browser about this installation. */
export function liveSettings(): LiveSettings {
  const { POLLING_INTERVAL: interval, LIVE_URL: liveUrl } = env()
  return { interval, liveUrl: liveUrl ?? null, pusher: pusherClientSettings() }
}
