import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Cursor, Delta } from "@/lib/protocol/delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { PageLifecycle } from "@/lib/realtime/client/page-lifecycle"

/**
 * - `live`: connected, nothing missed
 * - `reconnecting`: an attempt failed; trying again. Reported once for each failed attempt
 * - `failed`: does not work here; stopped
 * - `not-found`: the blog is not public; stopped
 */
export type TransportState = "live" | "reconnecting" | "failed" | "not-found"

export type TransportOptions = {
  /** The blog's address now; it can change while the page is open. */
  slug: () => string
  /** The position up to which the page has everything; it moves only after a delta was applied. */
  cursor: () => Cursor
  /** Applies a delta; returns what became of it. */
  onDelta: (delta: Delta) => Outcome
  /** Asks for what may be missing; resolves when the page has it. */
  catchUp: () => Promise<void>
  /** The page does not have this version yet, and asks for it. */
  onAhead: (version: number) => void
  /** The server could not reach the blog's Pusher service when the page last caught up. */
  pushFails: () => boolean
  onState: (state: TransportState) => void
  settings: LiveConfig
  signals: PageLifecycle
}

/** The browser's half of a publisher: one file of this shape, and a line in the registry. */
export type Transport = { start: (options: TransportOptions) => () => void }
