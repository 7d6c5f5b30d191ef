const INITIAL_DELAY_MS = 1_000
const MAX_DELAY_MS = 30_000
const STEADY_MS = 10_000

type BackoffOptions = { initialMs?: number; maxMs?: number; random?: () => number }

/**
 * Milliseconds to wait after `failures` failures in a row: exponential with full jitter, so that the
 * clients of a server that recovers do not all return in the same second.
 */
export function backoff(
  failures: number,
  { initialMs = INITIAL_DELAY_MS, maxMs = MAX_DELAY_MS, random = Math.random }: BackoffOptions = {},
): number {
  return Math.round(random() * Math.min(maxMs, initialMs * 2 ** Math.min(failures - 1, 16)))
}

/**
 * True when a connection lived long enough for earlier failures to count no more. Opening is not
 * enough: a server that accepts and closes would be asked without end at the shortest delay.
 */
export function wasSteady(liveSince: number | null): boolean {
  // Absolute: the clock may have been set back.
  return liveSince !== null && Math.abs(Date.now() - liveSince) > STEADY_MS
}
