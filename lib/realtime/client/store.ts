import { applyToAlerts, type PostAlert } from "@/lib/protocol/alerts"
import { applyDelta, type Feed, newestFirst, type Outcome, type Position } from "@/lib/protocol/apply-delta"
import type { Delta } from "@/lib/protocol/delta"
import { applyToKeyEvents, type KeyEvent } from "@/lib/protocol/key-events"
import type { ConnectionState } from "./connection-state"

/** The state that the page's HTML shows. */
export type LiveSeed = {
  feed: Feed
  keyEvents: KeyEvent[]
  alerts?: PostAlert[]
  /** The last known state, drawn while the database was away. */
  stale: boolean
}

/** What can be drawn. */
export type LiveView = Omit<LiveSeed, "stale" | "alerts"> & {
  /**
   * Posts newer than this wait until the reader is at the edge. Null: there were no posts yet, so
   * none waits.
   */
  revealedTo: Position | null
  /** Posts first published while the page was open. */
  arrived: ReadonlySet<string>
}

export type LiveSnapshot = LiveView & {
  state: ConnectionState
  /** Still the last known state that the server drew while its database was away. */
  stale: boolean
  /** Breaking news, shown on a paused page too. */
  alerts: PostAlert[]
  /** What the reader sees while updates are paused; everything else changes behind it. */
  held: LiveView | null
}

/**
 * The state of one open page: applies deltas and notifies subscribers. New posts wait until they
 * are revealed; edits, removals and changes of the blog show immediately.
 */
export class LiveStore {
  #snapshot: LiveSnapshot
  /** Time of the newest change in the seed: what was published later has arrived. */
  #seededAt: string
  readonly #listeners = new Set<() => void>()

  constructor(
    seed: LiveSeed,
    /** True while new posts may appear without a tap. */
    readonly mayReveal: () => boolean = () => false,
  ) {
    this.#snapshot = toSnapshot(seed)
    this.#seededAt = seed.feed.at
  }

  readonly getSnapshot = (): LiveSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Applies a delta. The position moves only when this has returned "applied". */
  receive(delta: Delta): Outcome {
    const before = this.#snapshot
    const { feed, outcome } = applyDelta(before.feed, delta)
    if (outcome === "ignored" && before.stale) this.#set({ ...before, stale: false })
    if (outcome !== "applied") return outcome
    const reveal = before.revealedTo === null || this.mayReveal()
    this.#set({
      ...before,
      feed,
      stale: false,
      keyEvents: applyToKeyEvents(before.keyEvents, delta),
      alerts: applyToAlerts(before.alerts, delta),
      arrived: withArrivals(before.arrived, delta, this.#seededAt),
      revealedTo: reveal ? topOf(feed, before.revealedTo) : before.revealedTo,
    })
    return outcome
  }

  /** Shows what waits. */
  showPending(): void {
    const revealedTo = topOf(this.#snapshot.feed, this.#snapshot.revealedTo)
    if (revealedTo !== this.#snapshot.revealedTo) this.#set({ ...this.#snapshot, revealedTo })
  }

  /** Starts again from a state that the server has just drawn. */
  seed(seed: LiveSeed): void {
    this.#seededAt = seed.feed.at
    this.#set({ ...toSnapshot(seed), held: this.#snapshot.held })
  }

  /** Keeps what is drawn as it is; deltas are applied behind it. */
  pause(): void {
    const { feed, keyEvents, revealedTo, arrived, held } = this.#snapshot
    if (!held) this.#set({ ...this.#snapshot, held: { feed, keyEvents, revealedTo, arrived } })
  }

  /** Shows all that was applied since. */
  resume(): void {
    if (!this.#snapshot.held) return
    const revealedTo = topOf(this.#snapshot.feed, this.#snapshot.revealedTo)
    this.#set({ ...this.#snapshot, held: null, revealedTo })
  }

  setState(state: ConnectionState): void {
    if (state === this.#snapshot.state) return
    this.#set({ ...this.#snapshot, state, stale: this.#snapshot.stale && state !== "live" })
  }

  #set(snapshot: LiveSnapshot) {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}

/** Splits the posts of a view into those on the page and those that wait. */
export function splitPosts({ feed, revealedTo }: Pick<LiveView, "feed" | "revealedTo">) {
  const waits = (post: Position) => revealedTo !== null && newestFirst(post, revealedTo) < 0
  return { shown: feed.posts.filter((post) => !waits(post)), waiting: feed.posts.filter(waits) }
}

/** The key events of the posts on the page: one that waits is not listed before it shows. */
export function shownKeyEvents({ feed, keyEvents, revealedTo, arrived }: LiveView): KeyEvent[] {
  if (feed.newest) return keyEvents.filter((event) => !arrived.has(event.id))
  return keyEvents.filter((event) => revealedTo === null || newestFirst(event, revealedTo) >= 0)
}

/**
 * How many new updates the reader does not have on the page: those that wait, and those behind a
 * pause.
 */
export function countNewPosts(snapshot: LiveSnapshot): number {
  const { feed, arrived, held } = snapshot
  // An older page gets no new posts: they are on another one.
  if (feed.newest) return arrived.size
  return splitPosts({ ...snapshot, revealedTo: held ? held.revealedTo : snapshot.revealedTo }).waiting.length
}

function toSnapshot({ feed, keyEvents, alerts = [], stale }: LiveSeed): LiveSnapshot {
  const state = stale ? "reconnecting" : "connecting"
  return { feed, keyEvents, alerts, state, stale, revealedTo: topOf(feed, null), arrived: new Set(), held: null }
}

/**
 * The newest place shown: never older than the one before, also when the post there was removed.
 */
function topOf({ posts }: Feed, before: Position | null): Position | null {
  const top = posts[0]
  if (!top || (before && newestFirst(before, top) <= 0)) return before
  return { publishedAt: top.publishedAt, id: top.id }
}

function withArrivals(known: ReadonlySet<string>, delta: Delta, seededAt: string): ReadonlySet<string> {
  const arrived = new Set(known)
  for (const post of delta.posts) if (post.publishedAt > seededAt) arrived.add(post.id)
  for (const id of delta.removals) arrived.delete(id)
  return arrived
}
