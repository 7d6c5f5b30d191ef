import { env } from "@/lib/env"
import { counts } from "@/lib/metrics/counts"
import { singleton } from "@/lib/singleton"

/** The one count of held readers of this process, whichever mount they came in by. */
export function processLimiter(): ConnectionLimiter {
  const { MAX_READERS, MAX_READERS_PER_ADDRESS } = env()
  return singleton(
    "admission",
    () => new ConnectionLimiter({ total: MAX_READERS, perAddress: MAX_READERS_PER_ADDRESS }),
  )
}

/**
 * Counts the connections that are held, in all and per address, and says when one is too many. Behind a proxy that does
 * not say whom it speaks for (an empty address) stand many readers, so only the total counts for it.
 */
export class ConnectionLimiter {
  private readonly perAddress = new Map<string, number>()
  private total = 0

  constructor(private readonly limits: { total: number; perAddress: number }) {}

  /** Lets a connection in; false when there are too many. Each one that came in must `leave` once. */
  acquire(address: string): boolean {
    const held = this.perAddress.get(address) ?? 0
    const isFull = this.total >= this.limits.total || (held >= this.limits.perAddress && address !== "")
    if (isFull) {
      counts.refusedReaders += 1
      return false
    }
    this.total += 1
    this.perAddress.set(address, held + 1)
    return true
  }

  release(address: string): void {
    this.total -= 1
    const left = (this.perAddress.get(address) ?? 1) - 1
    if (left > 0) this.perAddress.set(address, left)
    else this.perAddress.delete(address)
  }
}
