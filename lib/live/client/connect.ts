import type { Delta } from "../delta"
import type { Outcome } from "../feed"
import type { PublisherName } from "../publishers"
import { fetchChanges } from "./changes"
import { browserSignals, type PageSignals } from "./page-signals"
import type { LiveStore } from "./store"
import { TRANSPORTS } from "./transports/registry"

export type ConnectOptions = {
  store: LiveStore
  /** Milliseconds between two questions, for transports that ask. */
  interval: number
  /** The position cannot be continued: load the page's state again, then `store.seed` it. */
  onReset: () => void
  signals?: PageSignals
}

/**
 * Keeps a store up to date by the blog's own transport: closes gaps, follows when the blog is given another transport, and
 * stops for good when it has ended. Returns how to stop.
 */
export function connect({ store, interval, onReset, signals = browserSignals }: ConnectOptions): () => void {
  const blog = () => store.getSnapshot().feed.blog
  const cursor = () => ({ epoch: store.getSnapshot().feed.epoch, version: store.getSnapshot().feed.version })
  const life = new AbortController()
  let running: { publisher: PublisherName; stop: () => void } | null = null
  let closingGap = false

  const take = (delta: Delta): Outcome => {
    const outcome = store.receive(delta)
    if (outcome === "reset") onReset()
    if (outcome === "gap") void closeGap()
    if (outcome === "applied" && !delta.more) follow()
    return outcome
  }

  // Asking from the page's own position cannot leave a gap; what the transport missed comes with it.
  const closeGap = async () => {
    if (closingGap) return
    closingGap = true
    try {
      let delta: Delta
      do {
        delta = await fetchChanges({ slug: blog().slug, cursor: cursor(), signal: life.signal })
      } while (take(delta) === "applied" && delta.more)
    } catch {
      // The transport notices a broken connection itself, and its next delta finds the gap again.
    } finally {
      closingGap = false
    }
  }

  const follow = () => {
    if (life.signal.aborted) return
    const { status, publisher } = blog()
    if (status === "live" && running?.publisher === publisher) return
    running?.stop()
    running = null
    if (status === "ended") return
    const stop = TRANSPORTS[publisher].start({
      slug: () => blog().slug,
      cursor,
      onDelta: take,
      onState: (state) => store.setState(state),
      interval,
      signals,
    })
    running = { publisher, stop }
  }

  follow()
  return () => {
    life.abort()
    running?.stop()
  }
}
