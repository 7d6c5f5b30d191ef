import { spawnSync } from "node:child_process"
import os from "node:os"

/**
 * Keeps processes to the last core, with Linux's `taskset`: load that is moved about pushes now this server, now that one
 * off its core, by chance and by far more than what is compared. False where that cannot be done.
 */
export function keepToLastCore(pids: readonly number[]): boolean {
  const last = os.cpus().length - 1
  if (last < 1) return false
  return pids.every(
    (pid) => spawnSync("taskset", ["-acp", String(last), String(pid)], { stdio: "ignore" }).status === 0,
  )
}
