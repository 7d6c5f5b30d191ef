import { deserialize, serialize } from "node:v8"
import { processCache } from "./cache"
import { isDatabaseDown } from "./errors"
import { singleton } from "./singleton"

const MAX_BYTES = 16 * 1024 * 1024

/**
 * Reads something for readers and remembers it, so that while the database is away the last known state is shown, and
 * said to be so, instead of an error. Anything but an unreachable database is thrown on.
 */
export async function staleIfError<T extends { stale: boolean }>(
  key: string,
  read: () => Promise<T | null>,
): Promise<T | null> {
  const { round } = rounds()
  try {
    const fresh = await read()
    if (fresh && rounds().round === round) lastKnown().set(key, serialize(fresh))
    else lastKnown().delete(key)
    return fresh
  } catch (error) {
    const last = isDatabaseDown(error) ? lastKnown().get(key) : undefined
    if (!last) throw error
    staleReads().count += 1
    return { ...(deserialize(last) as T), stale: true }
  }
}

/**
 * Something was changed: what is remembered may show words that were taken back, so it is remembered no more. What is
 * being read at this moment may be from before, so it is not remembered either.
 */
export function clearStaleCache(): void {
  rounds().round += 1
  lastKnown().clear()
}

// As bytes: what they hold is known, and they are seldom read.
function lastKnown() {
  return processCache<Buffer>("last known", { maxBytes: MAX_BYTES, sizeOf: ({ length }) => length })
}

function rounds(): { round: number } {
  return singleton("last known round", () => ({ round: 0 }))
}

/** Number of stale results served: a page rendered across a change of it may contain one. */
export function countStaleReads(): number {
  return staleReads().count
}

function staleReads(): { count: number } {
  return singleton("stale reads", () => ({ count: 0 }))
}
