import { env } from "@/lib/env"
import { ConnectionLimiter } from "@/lib/realtime/connection-limiter"
import { singleton } from "@/lib/singleton"

/** The one count of held readers of this process, whichever mount they came in by. */
export function processLimiter(): ConnectionLimiter {
  const { MAX_READERS, MAX_READERS_PER_ADDRESS } = env()
  return singleton(
    "admission",
    () => new ConnectionLimiter({ total: MAX_READERS, perAddress: MAX_READERS_PER_ADDRESS }),
  )
}
