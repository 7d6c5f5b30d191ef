import type { PublisherName } from "../../publishers"
import { intervalPolling } from "./interval-polling"
import { longPolling } from "./long-polling"
import type { Transport } from "./transport"

/** The browser's half of every publisher. */
export const TRANSPORTS: Record<PublisherName, Transport> = {
  "interval-polling": intervalPolling,
  "long-polling": longPolling,
}
