const INITIAL_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000
const STEADY_MS = 10_000

/**
 * Milliseconds before the next try after `failures` failures in a row: exponential with full jitter, so that the readers of
 * a server that restarts do not return in the same second.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** Math.min(failures - 1, 16))
  return Math.round(random() * ceiling)
}

/**
 * True when a connection was live long enough for earlier failures not to count. To open is not enough: a server that
 * accepts and closes every connection would be asked at the shortest pause for ever.
 */
export function wasSteady(liveSince: number | null): boolean {
  // The clock may have been put back since.
  return liveSince !== null && Math.abs(Date.now() - liveSince) > STEADY_MS
}
