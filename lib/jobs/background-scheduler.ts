import { singleton } from "@/lib/singleton"

/*
 * Apart from the code for serverless hosts, which imports Next: our server starts its scheduler before Next has prepared
 * the process, and Next's modules fail when they load earlier.
 */
const state = () => singleton("own scheduler", () => ({ runs: false }))

/** Records whether this process does between requests what is due, so that requests need not. */
export function setBackgroundScheduler(runs: boolean): void {
  state().runs = runs
}

/** False where Next runs without our own server: there a process may freeze as soon as it has answered. */
export function hasBackgroundScheduler(): boolean {
  return state().runs
}
