const FIRST_MS = 1_000
const LONGEST_MS = 20_000

/** Milliseconds to wait after so many failures in a row: longer each time, and not for all desks the same. */
export function retryAfter(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10))
  return Math.round(ceiling * (0.5 + random() / 2))
}
