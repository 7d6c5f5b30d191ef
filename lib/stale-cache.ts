import { isDatabaseDown } from "./errors"
import { singleton } from "./singleton"

const MAX_ENTRIES = 200

/**
 * Reads something for readers and remembers it, so that while the database is away the last known state is shown, and
 * said to be so, instead of an error. Anything but an unreachable database is thrown on.
 */
export async function staleIfError<T extends { stale: boolean }>(
  key: string,
  read: () => Promise<T | null>,
): Promise<T | null> {
  const memory = lastKnown()
  const { round } = memory
  try {
    const fresh = await read()
    memory.entries.delete(key)
    if (fresh && memory.round === round) memory.entries.set(key, fresh)
    const oldest = memory.entries.size > MAX_ENTRIES ? memory.entries.keys().next().value : undefined
    if (oldest !== undefined) memory.entries.delete(oldest)
    return fresh
  } catch (error) {
    const last = memory.entries.get(key) as T | undefined
    if (!last || !isDatabaseDown(error)) throw error
    staleReads().count += 1
    return { ...last, stale: true }
  }
}

/**
 * Something was changed: what is remembered may show words that were taken back, so it is remembered no more. What is
 * being read at this moment may be from before, so it is not remembered either.
 */
export function clearStaleCache(): void {
  const memory = lastKnown()
  memory.round += 1
  memory.entries.clear()
}

function lastKnown(): { round: number; entries: Map<string, unknown> } {
  return singleton("last known", () => ({ round: 0, entries: new Map() }))
}

/** How often something old was shown instead of an error: a page made meanwhile may hold it. */
export function countStaleReads(): number {
  return staleReads().count
}

function staleReads(): { count: number } {
  return singleton("stale reads", () => ({ count: 0 }))
}
