import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Delta } from "@/lib/protocol/delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { readerPaths } from "@/lib/reader-paths"
import { CatchUp } from "./catch-up"
import { type ConnectionEvent, isDormant, nextState } from "./connection-state"
import { FALLBACK_ORDER, type FallbackOptions, startFallback } from "./fallback"
import { browserLifecycle, type PageLifecycle } from "./page-lifecycle"
import { startSlowPoll } from "./slow-poll"
import type { LiveStore } from "./store"
import { TRANSPORTS } from "./transports/registry"

/** Sampled pages send their receipts spread over this time. */
const SPREAD_MS = 2_000

/**
 * Confirms to the server that a sampled page shows a version. Carries a number and a time, no
 * cookie and no id.
 */
function sendDeliveryReceipt(slug: string, { version, ask = 0 }: Delta): void {
  if (Math.random() >= ask) return
  requestAnimationFrame((shownAt) =>
    setTimeout(() => {
      const waited = Math.round(performance.now() - shownAt)
      const url = `${readerPaths.seen(slug)}?version=${version}&ask=${ask}&waited=${waited}`
      fetch(url, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {})
    }, Math.random() * SPREAD_MS),
  )
}

/** Shorter gaps are not shown. */
const DEBOUNCE_MS = 400
/**
 * What arrives sooner after a page resumed may have waited for it, and says nothing of the delivery
 * time.
 */
const RESUME_GRACE_MS = 5_000
/** While the page's state is being loaded again, it is not requested again. */
const RESET_RETRY_MS = 5_000

export type ConnectOptions = {
  store: LiveStore
  settings: LiveConfig
  /** The position cannot be continued: load the page's state again, then `store.seed` it. */
  onReset: () => void
  signals?: PageLifecycle
}

/**
 * Keeps a store up to date by the blog's own publisher, or the next best transport that works:
 * closes gaps, and follows when the blog is given another publisher or address. A blog that ended
 * or is not public is asked slowly, and followed again when it is back. Returns how to stop.
 */
export function connect({ store, settings, onReset, signals = browserLifecycle }: ConnectOptions): () => void {
  const blog = () => store.getSnapshot().feed.blog
  const slug = () => blog().slug
  const cursor = () => ({ epoch: store.getSnapshot().feed.epoch, version: store.getSnapshot().feed.version })
  let running: { source: string; stop: () => void } | null = null
  let stopped = false
  let resetAt = Number.NEGATIVE_INFINITY
  let incomplete: ReturnType<typeof setTimeout> | undefined
  let resumedAt = Date.now()
  let pushFails = false
  const unsubscribe = signals.onResume(() => {
    resumedAt = Date.now()
  })

  const dispatch = (event: ConnectionEvent) => {
    if (stopped) return
    store.setState(nextState(store.getSnapshot().state, event))
    run()
  }
  const onDelta = (delta: Delta): Outcome => {
    const outcome = store.receive(delta)
    if (outcome === "reset" && Date.now() - resetAt > RESET_RETRY_MS) {
      resetAt = Date.now()
      onReset()
    }
    if (outcome === "gap") void catchUp.ask(delta.version)
    const isInView = !signals.isHidden() && Date.now() - resumedAt > RESUME_GRACE_MS
    const isSample = isInView && store.getSnapshot().state === "live" && !settings.rehearsal
    if (outcome === "applied" && delta.ask && isSample) sendDeliveryReceipt(slug(), delta)
    // A reset or a gap says nothing of the blog, and what more there is may say something else of
    // it.
    if ((outcome === "applied" || outcome === "ignored") && !delta.more) dispatch(statusEvent())
    return outcome
  }
  const statusEvent = () => (blog().status === "ended" ? "ended" : "open")
  const catchUp = new CatchUp({
    slug,
    at: settings.rehearsal,
    cursor,
    onDelta,
    onNotFound: () => dispatch("not-found"),
    onPushFails: (fails) => {
      pushFails = fails
    },
    onIncomplete: (isIncomplete) => {
      if (isIncomplete) {
        incomplete ??= setTimeout(() => dispatch("incomplete"), DEBOUNCE_MS)
        return
      }
      clearTimeout(incomplete)
      incomplete = undefined
      dispatch("complete")
    },
  })
  const onState: FallbackOptions["onState"] = (state) => {
    if (state === "not-found") dispatch("not-found")
    else if (state === "reconnecting") dispatch("lost")
    else dispatch(incomplete === undefined ? "connected" : "connected-incomplete")
  }

  const start = (): (() => void) => {
    const { state, stale } = store.getSnapshot()
    const options = { slug, cursor, onDelta, settings, signals }
    if (isDormant(state)) return startSlowPoll({ ...options, isStale: stale, onNotFound: () => dispatch("not-found") })
    const transports = FALLBACK_ORDER[blog().publisher].map((name) => TRANSPORTS[name])
    return startFallback(transports, {
      ...options,
      catchUp: () => catchUp.ask(),
      onAhead: (version) => void catchUp.ask(version),
      pushFails: () => pushFails,
      onState,
    })
  }
  /** Runs what the state asks for, and nothing else. */
  const run = () => {
    const { publisher } = blog()
    // A hosted service names its channels by the blog's address.
    const source = isDormant(store.getSnapshot().state) ? "slow poll" : `${publisher} ${slug()}`
    if (running?.source === source) return
    running?.stop()
    const mine = { source, stop: () => {} }
    running = mine
    const stop = start()
    // It may have been replaced before it had returned.
    if (running === mine) mine.stop = stop
    else stop()
  }

  dispatch(statusEvent())
  return () => {
    stopped = true
    clearTimeout(incomplete)
    unsubscribe()
    running?.stop()
    running = null
    catchUp.stop()
  }
}
