import { backoff } from "@/lib/backoff"
import { SHARED_WAIT_S } from "@/lib/protocol/poll-cursor"
import { fetchChanges, isNotFoundError } from "@/lib/realtime/client/fetch-changes"
import { isSameResume, RESUME_WINDOW_MS } from "@/lib/realtime/client/page-lifecycle"
import type { Transport, TransportOptions } from "./transport"

/** An empty response sooner than this was not held. */
const MIN_HELD_MS = 1_000

/** Keeps one request open, which the server answers when something changes. */
export const longPolling: Transport = {
  start: (options) => {
    let early = 0
    return startPolling(options, {
      wait: SHARED_WAIT_S,
      pause: ({ tookMs, empty }) => {
        early = empty && tookMs < MIN_HELD_MS ? early + 1 : 0
        // One comes from a shared cache, whose cursor leads on. Two in a row: something in between does not wait.
        return early > 1 ? options.settings.interval : 0
      },
    })
  },
}

/** Asks every few seconds. Works everywhere; a cache may serve all readers with one response. */
export const intervalPolling: Transport = {
  start: (options) =>
    startPolling(options, {
      wait: 0,
      // Up to a tenth early: readers who came together do not keep asking together.
      pause: () => options.settings.interval * (0.9 + Math.random() * 0.1),
    }),
}

/** Between two requests of a hidden tab. */
const HIDDEN_INTERVAL_MS = 30_000

export type PollPace = {
  /** Seconds that the server may hold a response while the tab is visible. */
  wait: number
  /**
   * Milliseconds until the next request, given how long the response took and whether it brought
   * anything.
   */
  pause: (response: { tookMs: number; empty: boolean }) => number
}

/**
 * Requests changes until stopped or not found. A failure backs off; a hidden tab asks slowly; a
 * resume asks immediately, also in place of a request that may hang on a dead connection.
 */
export function startPolling(options: TransportOptions, pace: PollPace): () => void {
  const { slug, cursor, onDelta, onState, settings, signals } = options
  let stopped = false
  /**
   * The last request was answered. Before that none is held, so that the page soon knows where it
   * is.
   */
  let proven = false
  let failures = 0
  let pollCursor = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let request = new AbortController()
  /** Start of the open request that is not held; null: there is none. */
  let openSince: number | null = null
  /**
   * The page resumed again while a request was open: if that one fails, the next one does not wait.
   */
  let resumedAgain = false

  const ask = async () => {
    const mine = new AbortController()
    request = mine
    resumedAgain = false
    const hidden = signals.isHidden()
    const askedAt = Date.now()
    const held = proven
    const wait = hidden || !proven ? 0 : pace.wait
    openSince = wait === 0 ? askedAt : null
    let pause: number
    try {
      const { delta } = await fetchChanges({
        slug: slug(),
        at: settings.rehearsal,
        cursor: cursor(),
        wait,
        pollCursor,
        signal: mine.signal,
      })
      pollCursor = delta.cursor ?? pollCursor
      if (mine.signal.aborted) return
      openSince = null
      const outcome = onDelta(delta)
      if (outcome === "gap" || outcome === "reset")
        throw new Error("This response does not continue what the page has.")
      // `onDelta` may have stopped this: the blog has ended.
      if (stopped) return
      failures = 0
      proven = true
      onState("live")
      // An old response brings nothing either, however much is in it: to ask again immediately
      // would flood the server.
      const empty = outcome !== "applied"
      const more = (delta.more && !empty) || (!held && pace.wait > 0)
      pause = more ? 0 : pace.pause({ tookMs: Date.now() - askedAt, empty })
    } catch (error) {
      if (mine.signal.aborted) return
      openSince = null
      if (isNotFoundError(error)) {
        stop()
        return onState("not-found")
      }
      failures += 1
      proven = false
      pause = resumedAgain ? 0 : backoff(failures)
      onState("reconnecting")
      // That may have been one failure too many: another transport takes over.
      if (stopped) return
    }
    clearTimeout(timer)
    timer = setTimeout(ask, signals.isHidden() ? Math.max(pause, HIDDEN_INTERVAL_MS) : pause)
  }

  const resume = () => {
    clearTimeout(timer)
    // A request of a moment ago brings all that is missing, or is replaced after another moment.
    if (openSince !== null && isSameResume(openSince)) {
      resumedAgain = true
      timer = setTimeout(resume, RESUME_WINDOW_MS)
      return
    }
    proven = false
    request.abort()
    void ask()
  }
  const unsubscribe = signals.onResume(resume)
  const stop = () => {
    stopped = true
    unsubscribe()
    clearTimeout(timer)
    request.abort()
  }
  void ask()
  return stop
}
