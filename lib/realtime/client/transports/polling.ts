import { backoff } from "@/lib/backoff"
import { fetchChanges, isNotFoundError } from "@/lib/realtime/client/fetch-changes"
import { isSameResume, RESUME_WINDOW_MS } from "@/lib/realtime/client/page-lifecycle"
import type { Transport, TransportOptions } from "./transport"

/** Below what hosts and proxies cut off. */
const WAIT_SECONDS = 25

/** An empty answer sooner than this was not held back: something in between does not wait. */
const MIN_HELD_MS = 1_000

/** Keeps one question open, which the server answers when something changes. */
export const longPolling: Transport = {
  start: (options) =>
    startPolling(options, {
      wait: WAIT_SECONDS,
      pause: ({ tookMs, empty }) => (empty && tookMs < MIN_HELD_MS ? options.settings.interval : 0),
    }),
}

/** Asks every few seconds. Works everywhere, and a cache in between serves all readers with one answer. */
export const intervalPolling: Transport = {
  start: (options) =>
    startPolling(options, {
      wait: 0,
      // Up to a tenth early, so that readers who came together do not ask together for ever.
      pause: () => options.settings.interval * (0.9 + Math.random() * 0.1),
    }),
}

/** Between two questions of a tab that nobody sees. */
const HIDDEN_INTERVAL_MS = 30_000

export type PollResult = {
  /** Seconds that the server may hold an answer back while the tab can be seen. */
  wait: number
  /** Milliseconds until the next question, given how long the answer took and whether it brought anything. */
  pause: (answer: { tookMs: number; empty: boolean }) => number
}

/**
 * Asks for changes again and again until stopped or gone. A failure backs off; a hidden tab asks slowly; waking up asks at
 * once, also in place of a question that may hang on a dead connection.
 */
export function startPolling(options: TransportOptions, pace: PollResult): () => void {
  const { slug, cursor, onDelta, onState, settings, signals } = options
  let stopped = false
  /** The last question was answered. Until then no answer is held back, so that the page soon knows where it is. */
  let proven = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let question = new AbortController()
  /** When the question was asked that is open and not held back; null: there is none. */
  let openSince: number | null = null
  /** The page woke up once more while its question was open: if that one fails, the next one does not wait. */
  let again = false

  const ask = async () => {
    const mine = new AbortController()
    question = mine
    again = false
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
        signal: mine.signal,
      })
      if (mine.signal.aborted) return
      openSince = null
      const outcome = onDelta(delta)
      if (outcome === "gap" || outcome === "reset") throw new Error("This answer does not continue what the page has.")
      // `onDelta` may have stopped us: the blog has ended.
      if (stopped) return
      failures = 0
      proven = true
      onState("live")
      // An answer of before brings nothing either, however much is in it: who asked again at once would storm.
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
      pause = again ? 0 : backoff(failures)
      onState("reconnecting")
      // That may have been one failure too many: another way takes over.
      if (stopped) return
    }
    clearTimeout(timer)
    timer = setTimeout(ask, signals.isHidden() ? Math.max(pause, HIDDEN_INTERVAL_MS) : pause)
  }

  const wake = () => {
    clearTimeout(timer)
    // What was asked a moment ago is answered with all that is missing, or else replaced after another moment.
    if (openSince !== null && isSameResume(openSince)) {
      again = true
      timer = setTimeout(wake, RESUME_WINDOW_MS)
      return
    }
    proven = false
    question.abort()
    void ask()
  }
  const unsubscribe = signals.onResume(wake)
  const stop = () => {
    stopped = true
    unsubscribe()
    clearTimeout(timer)
    question.abort()
  }
  void ask()
  return stop
}
