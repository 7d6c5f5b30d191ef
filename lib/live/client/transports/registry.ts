import type { PublisherName } from "../../publishers"
import { inSlot } from "./in-slot"
import { intervalPolling } from "./interval-polling"
import { longPolling } from "./long-polling"
import { pusher } from "./pusher"
import { sse } from "./sse"
import type { Transport } from "./transport"
import { websocket } from "./websocket"

/** The browser's half of every publisher. */
export const TRANSPORTS: Record<PublisherName, Transport> = {
  "interval-polling": intervalPolling,
  "long-polling": inSlot(longPolling),
  sse: inSlot(sse),
  websocket,
  pusher,
}
