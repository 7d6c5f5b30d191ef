const INITIAL_DELAY_MS = 1_000
const MAX_DELAY_MS = 20_000

/** Milliseconds to wait after so many failures in a row: longer each time, and not for all desks the same. */
export function outboxBackoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** Math.min(failures - 1, 10))
  return Math.round(ceiling * (0.5 + random() / 2))
}
