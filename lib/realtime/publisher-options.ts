import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { PUBLISHERS, type PublisherName } from "@/lib/protocol/publishers"
import { pusherClientConfig, pusherConfig } from "./pusher/pusher-config"

/** What a page hands to its reader's browser about this installation. */
export function makeLiveConfig(): LiveConfig {
  const { POLLING_INTERVAL: interval, LIVE_URL: liveUrl } = env()
  return { interval, liveUrl: liveUrl ?? null, pusher: pusherClientConfig() }
}

/** The publishers that a blog can have here; the one that it has stays among them. */
export function offeredPublishers(current: PublisherName | null): PublisherName[] {
  return PUBLISHERS.filter((name) => name !== "pusher" || name === current || pusherConfig() !== null)
}

/** Throws `invalid_input` for a publisher that is not set up here. */
export function requireOffered(publisher: PublisherName): void {
  if (offeredPublishers(null).includes(publisher)) return
  const message =
    "Pusher is not set up here. Set PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET, or choose another publisher."
  throw new AppError("invalid_input", { issues: [{ path: "publisher", message }] })
}
