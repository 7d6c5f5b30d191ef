const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * Milliseconds to wait before the next try after `failures` failures in a row: exponential with full jitter, so that the
 * readers of a server that comes back do not all come back in the same second.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16))
  return Math.round(random() * ceiling)
}
