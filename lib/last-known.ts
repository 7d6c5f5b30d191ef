import { isDatabaseDown } from "./errors"
import { perProcess } from "./per-process"

const MOST_ENTRIES = 200

/**
 * Reads something for readers and remembers it, so that while the database is away the last known state is shown, and
 * said to be so, instead of an error. Anything but an unreachable database is thrown on.
 */
export async function readOrLastKnown<T extends { stale: boolean }>(
  key: string,
  read: () => Promise<T | null>,
): Promise<T | null> {
  const known = perProcess("last known", () => new Map<string, T>())
  try {
    const fresh = await read()
    known.delete(key)
    if (fresh) known.set(key, fresh)
    const oldest = known.size > MOST_ENTRIES ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    return fresh
  } catch (error) {
    const last = known.get(key)
    if (!last || !isDatabaseDown(error)) throw error
    staleReads().count += 1
    return { ...last, stale: true }
  }
}

/** How often something old was shown instead of an error: a page made meanwhile may hold it. */
export function countStaleReads(): number {
  return staleReads().count
}

function staleReads(): { count: number } {
  return perProcess("stale reads", () => ({ count: 0 }))
}
