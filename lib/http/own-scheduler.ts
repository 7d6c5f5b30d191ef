import { perProcess } from "@/lib/per-process"

const state = () => perProcess("own scheduler", () => ({ runs: false }))

/** Tells whether something in this process does in time what must be done between requests, so that they need not. */
export function setScheduled(runs: boolean): void {
  state().runs = runs
}

/** False where Next runs without our own server: there a process may stand still as soon as it has answered. */
export function isScheduled(): boolean {
  return state().runs
}
