const INITIAL_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000
const STEADY_MS = 10_000

/**
 * Milliseconds to wait before the next try after `failures` failures in a row: exponential with full jitter, so that the
 * readers of a server that comes back do not all come back in the same second.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** Math.min(failures - 1, 16))
  return Math.round(random() * ceiling)
}

/**
 * True when a connection that was live since then was a good one, so that what failed before it counts no more. To open is
 * not enough: a server that lets everybody in and closes at once would be asked for ever, at the shortest pause.
 */
export function wasSteady(liveSince: number | null): boolean {
  // The clock may have been put back meanwhile.
  return liveSince !== null && Math.abs(Date.now() - liveSince) > STEADY_MS
}
