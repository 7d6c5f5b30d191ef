import { type DatabaseFault, findDatabaseFault } from "@/lib/database-faults"
import { elapsedSince } from "@/lib/elapsed"
import { singleton } from "@/lib/singleton"

/** Faults that last until an operator acts, while reading continues. */
export type DatabaseTrouble = Extract<DatabaseFault, "full" | "readOnly" | "failing">

/** How long the last outcome counts without a new attempt. */
const BELIEVE_MS = 5_000

type State = { trouble: DatabaseTrouble | null; knownAt: number }

/** Something failed: should it be the database that takes no changes, that is remembered. */
export function noteFailure(thrown: unknown): void {
  const fault = findDatabaseFault(thrown)
  if (fault === "full" || fault === "readOnly" || fault === "failing") setTrouble(fault)
}

/** A write succeeded. It may have used the last free space: the next reader of the state tries again. */
export function noteWrite(): void {
  if (state().trouble) state().knownAt = 0
}

/**
 * What is wrong with the database, as this process met it; null: nothing. Trouble is over when `retryLater` could write,
 * which who asks next is told.
 */
export function readTrouble(tryAgain: () => Promise<unknown>): DatabaseTrouble | null {
  const { trouble, knownAt } = state()
  if (trouble !== null && elapsedSince(knownAt) >= BELIEVE_MS) {
    state().knownAt = Date.now()
    tryAgain().then(() => setTrouble(null), noteFailure)
  }
  return trouble
}

function setTrouble(trouble: DatabaseTrouble | null): void {
  Object.assign(state(), { trouble, knownAt: Date.now() })
}

function state(): State {
  return singleton<State>("database trouble", () => ({ trouble: null, knownAt: 0 }))
}
