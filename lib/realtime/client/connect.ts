import type { Outcome } from "@/lib/protocol/apply-delta"
import type { Delta } from "@/lib/protocol/delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { readerPaths } from "@/lib/reader-paths"
import { CatchUp } from "./catch-up"
import { FALLBACK_ORDER, startFallback } from "./fallback"
import { browserLifecycle, type PageLifecycle } from "./page-lifecycle"
import type { ConnectionState, LiveStore } from "./store"
import { TRANSPORTS } from "./transports/registry"

/** Pages that were asked to confirm do so over this time. */
const SPREAD_MS = 2_000

/**
 * Tells the server that this page shows a version, when it is one of those that were asked to: a number and a time, no
 * cookie and no id, so that editors see how long updates take.
 */
function sendDeliveryReceipt(slug: string, { version, ask = 0 }: Delta): void {
  if (Math.random() >= ask) return
  requestAnimationFrame((shownAt) =>
    setTimeout(() => {
      const waited = Math.round(performance.now() - shownAt)
      const question = `${readerPaths.seen(slug)}?version=${version}&ask=${ask}&waited=${waited}`
      fetch(question, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {})
    }, Math.random() * SPREAD_MS),
  )
}

/** Shorter than this nobody is told that something was missing. */
const DEBOUNCE_MS = 400
/** What comes sooner after a page was opened or looked at again may have waited for it. */
const RESUME_GRACE_MS = 5_000
/** A page that is being loaded again is not asked for again meanwhile. */
const RESET_RETRY_MS = 5_000

export type ConnectOptions = {
  store: LiveStore
  settings: LiveConfig
  /** The position cannot be continued: load the page's state again, then `store.seed` it. */
  onReset: () => void
  signals?: PageLifecycle
}

/**
 * Keeps a store up to date by the blog's own publisher, or the next best way that works: closes gaps, follows when the
 * blog is given another publisher or address, and stops for good when it has ended. Returns how to stop.
 */
export function connect({ store, settings, onReset, signals = browserLifecycle }: ConnectOptions): () => void {
  const blog = () => store.getSnapshot().feed.blog
  const cursor = () => ({ epoch: store.getSnapshot().feed.epoch, version: store.getSnapshot().feed.version })
  let running: { way: string; stop: () => void } | null = null
  let stopped = false
  let resetAt = Number.NEGATIVE_INFINITY
  let link: ConnectionState = store.getSnapshot().state
  let behind: ReturnType<typeof setTimeout> | undefined
  let awakeAt = Date.now()
  let pushFails = false
  const unwatch = signals.onWake(() => {
    awakeAt = Date.now()
  })

  const show = (state: ConnectionState) => {
    if (!stopped) store.setState(state)
  }
  const take = (delta: Delta): Outcome => {
    const outcome = store.receive(delta)
    if (outcome === "reset" && Date.now() - resetAt > RESET_RETRY_MS) {
      resetAt = Date.now()
      onReset()
    }
    if (outcome === "gap") void catchUp.ask(delta.version)
    const isAwake = link === "live" && !signals.isHidden() && Date.now() - awakeAt > RESUME_GRACE_MS
    if (outcome === "applied" && delta.ask && isAwake && !settings.rehearsal) sendDeliveryReceipt(blog().slug, delta)
    if (outcome === "applied" && !delta.more) follow()
    return outcome
  }
  const end = () => {
    unwatch()
    running?.stop()
    running = null
    catchUp.stop()
  }
  const onState = (state: "live" | "reconnecting" | "gone") => {
    link = state
    if (state === "gone") end()
    if (state !== "live" || !behind) show(state)
  }
  const catchUp = new CatchUp({
    slug: () => blog().slug,
    at: settings.rehearsal,
    cursor,
    take,
    onGone: () => onState("gone"),
    onPushFails: (fails) => {
      pushFails = fails
    },
    onBehind: (isBehind) => {
      if (isBehind) {
        behind ??= setTimeout(() => link === "live" && show("catching-up"), DEBOUNCE_MS)
        return
      }
      clearTimeout(behind)
      behind = undefined
      if (link === "live") show("live")
    },
  })

  const follow = () => {
    if (stopped) return
    const { status, publisher, slug } = blog()
    // Where the service tells of a blog goes by the blog's address.
    const way = `${publisher} ${slug}`
    if (status === "live" && running?.way === way) return
    running?.stop()
    running = null
    if (status === "ended") return unwatch()
    const rungs = FALLBACK_ORDER[publisher].map((name) => TRANSPORTS[name])
    const stop = startFallback(rungs, {
      slug: () => blog().slug,
      cursor,
      onDelta: take,
      catchUp: () => catchUp.ask(),
      onAhead: (version) => void catchUp.ask(version),
      pushFails: () => pushFails,
      onState,
      settings,
      signals,
    })
    running = { way, stop }
  }

  follow()
  return () => {
    stopped = true
    clearTimeout(behind)
    end()
  }
}
