import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Cursor, Delta } from "@/lib/protocol/delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { PageLifecycle } from "@/lib/realtime/client/page-lifecycle"

/**
 * - `live`: connected, nothing missed
 * - `reconnecting`: an attempt failed; trying again. Told once for each failed attempt
 * - `failed`: this way does not work here; stopped for good
 * - `gone`: the blog is not public any more; stopped for good
 */
export type TransportState = "live" | "reconnecting" | "failed" | "gone"

export type TransportOptions = {
  /** The blog's address now; it can change while the page is open. */
  slug: () => string
  /** The position up to which the page has everything; it moves only after a delta was applied. */
  cursor: () => Cursor
  /** Takes a delta; says what became of it. */
  onDelta: (delta: Delta) => Outcome
  /** Asks for what may be missing; resolves when the page has it. */
  catchUp: () => Promise<void>
  /** There is a version that the page does not have: it will be asked for. */
  onAhead: (version: number) => void
  /** The server cannot tell the blog's Pusher service of changes, as of the last time that something missing was asked for. */
  pushFails: () => boolean
  onState: (state: TransportState) => void
  settings: LiveConfig
  signals: PageLifecycle
}

/** The browser's half of one way to update the page. A new way is one file with this shape and a line in the registry. */
export type Transport = { start: (options: TransportOptions) => () => void }
