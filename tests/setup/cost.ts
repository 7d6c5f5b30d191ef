/** Milliseconds of CPU that something takes, at its best of some tries: the machine has others to serve. */
export async function costOf(run: () => unknown, tries = 5): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries; n += 1) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}

/** Four times as much may take so many times as long; what takes time by the square takes sixteen times as long. */
const MAX_TIMES = 6
/** Too short to be measured against. */
const NOTHING_MS = 4

/**
 * How much longer four times as much takes, where that is out of proportion; null where it is not. `run` is told how large its
 * input is to be.
 */
export async function outOfProportion(size: number, run: (size: number) => () => unknown): Promise<string | null> {
  const [small, large] = [run(size), run(4 * size)]
  await small()
  await large()
  const [before, after] = [await costOf(small), await costOf(large)]
  return after <= before * MAX_TIMES + NOTHING_MS
    ? null
    : `${before.toFixed(1)} ms, four times as much ${after.toFixed(1)} ms`
}
