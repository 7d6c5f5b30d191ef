import type { PublisherName } from "@/lib/protocol/publishers"
import { intervalPolling, longPolling } from "./polling"
import { pusher } from "./pusher"
import { sse, websocket } from "./streaming"
import { withTabSlot } from "./tab-slot"
import type { Transport } from "./transport"

/** The browser's half of every publisher. */
export const TRANSPORTS: Record<PublisherName, Transport> = {
  "interval-polling": intervalPolling,
  "long-polling": withTabSlot(longPolling),
  sse: withTabSlot(sse),
  websocket,
  pusher,
}
