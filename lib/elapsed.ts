/**
 * Milliseconds since a moment of `Date.now()`. The clock on the wall, because it goes on while a machine sleeps; one that was
 * set back counts as time gone by, so that what was kept for a second is not kept for an hour.
 */
export function elapsedSince(at: number): number {
  return Math.abs(Date.now() - at)
}
