import { singleton } from "@/lib/singleton"

const state = () => singleton("own scheduler", () => ({ runs: false }))

/** Tells whether something in this process does in time what must be done between requests, so that they need not. */
export function setBackgroundScheduler(runs: boolean): void {
  state().runs = runs
}

/** False where Next runs without our own server: there a process may stand still as soon as it has answered. */
export function hasBackgroundScheduler(): boolean {
  return state().runs
}
