import type { Cursor, Delta } from "../../delta"
import type { Outcome } from "../../feed"
import type { PageSignals } from "../page-signals"

/**
 * - `live`: connected, nothing missed
 * - `reconnecting`: the last attempt failed; trying again
 * - `gone`: the blog is not public any more; stopped for good
 */
export type TransportState = "live" | "reconnecting" | "gone"

export type TransportOptions = {
  /** The blog's address now; it can change while the page is open. */
  slug: () => string
  /** The position up to which the page has everything; it moves only after a delta was applied. */
  cursor: () => Cursor
  /** Takes a delta; says what became of it. */
  onDelta: (delta: Delta) => Outcome
  onState: (state: TransportState) => void
  /** Milliseconds between two questions, for transports that ask. */
  interval: number
  signals: PageSignals
}

/** The browser's half of one way to update the page. A new way is one file with this shape and a line in the registry. */
export type Transport = { start: (options: TransportOptions) => () => void }
