import { setTimeout as sleep } from "node:timers/promises"
import { NEWEST_VERSION, readChangesAfterVersion } from "@/lib/changes/read-changes"
import type { ChaosReader } from "./chaos-reader"

const CHECK_INTERVAL_MS = 20
const GIVE_UP_MS = 60_000

/** Milliseconds from the moment at which the database answers until each reader holds what it held then. */
export async function measureRecovery(blogId: string, readers: readonly ChaosReader[]): Promise<number> {
  const wanted = await readVersion(blogId)
  const start = performance.now()
  while (readers.some(({ feed }) => feed().version < wanted) && performance.now() - start < GIVE_UP_MS)
    await sleep(CHECK_INTERVAL_MS)
  return performance.now() - start
}

async function readVersion(blogId: string): Promise<number> {
  for (;;) {
    const changes = await readChangesAfterVersion(blogId, NEWEST_VERSION).catch(() => null)
    if (changes) return changes.snapshot.version
    await sleep(CHECK_INTERVAL_MS)
  }
}
