import { intervalPolling } from "@/lib/live/client/transports/interval-polling"
import { longPolling } from "@/lib/live/client/transports/long-polling"
import { sse } from "@/lib/live/client/transports/sse"
import { websocket } from "@/lib/live/client/transports/websocket"
import type { PublisherName } from "@/lib/protocol/publishers"
import { pusher } from "./pusher"
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
