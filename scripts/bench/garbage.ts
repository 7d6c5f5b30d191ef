import { setTimeout as sleep } from "node:timers/promises"

/** For the environment of a server whose memory is to be weighed. */
export const COLLECTS_GARBAGE = { NODE_OPTIONS: "--import tsx --import ./scripts/bench/collect-garbage.ts" }

const TIMES = 2
const SETTLE_MS = 2_000

/** Has a server collect its garbage: more than once, for what only the first makes collectable. */
export async function collectGarbage(pid: number): Promise<void> {
  for (let time = 0; time < TIMES; time += 1) {
    await sleep(SETTLE_MS)
    process.kill(pid, "SIGUSR2")
  }
  await sleep(SETTLE_MS)
}
