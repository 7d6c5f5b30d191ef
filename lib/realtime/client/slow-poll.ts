import { fetchChanges, isNotFoundError } from "./fetch-changes"
import { isSameResume, RESUME_WINDOW_MS } from "./page-lifecycle"
import type { TransportOptions } from "./transports/transport"

const INTERVAL_MS = 60_000
/** Pages that ended in the same moment do not ask in the same moment. */
const JITTER = 0.25

export type SlowPollOptions = Pick<TransportOptions, "slug" | "cursor" | "onDelta" | "settings" | "signals"> & {
  onNotFound: () => void
  /** The page was drawn from an old state: the first question waits for nothing. */
  isStale: boolean
}

/**
 * Asks whether a blog that ended or is not public came back: once a minute while the tab is
 * visible, and when the reader returns to it. The server answers from memory. A failure changes
 * nothing; the next question comes in its turn.
 */
export function startSlowPoll(options: SlowPollOptions): () => void {
  const { slug, cursor, onDelta, settings, signals, onNotFound, isStale } = options
  let request = new AbortController()
  let isAsking = false
  let askedAt = Number.NEGATIVE_INFINITY
  /** The reader returned once more while a question was open. */
  let returnedAgain = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    clearTimeout(timer)
    request.abort()
    request = new AbortController()
    const { signal } = request
    askedAt = Date.now()
    isAsking = true
    returnedAgain = false
    let pause = INTERVAL_MS * (1 - Math.random() * JITTER)
    try {
      const { delta } = await fetchChanges({ slug: slug(), at: settings.rehearsal, cursor: cursor(), signal })
      if (signal.aborted) return
      if (onDelta(delta) === "applied" && delta.more) pause = 0
    } catch (error) {
      if (signal.aborted) return
      if (isNotFoundError(error)) onNotFound()
      else if (returnedAgain) pause = RESUME_WINDOW_MS
    }
    // The answer may have stopped this: the blog is live again.
    if (signal.aborted) return
    isAsking = false
    timer = setTimeout(askIfVisible, pause)
  }
  const askIfVisible = () => {
    if (signals.isHidden()) timer = setTimeout(askIfVisible, INTERVAL_MS)
    else void ask()
  }
  const onReturn = () => {
    if (signals.isHidden()) return
    if (isSameResume(askedAt)) returnedAgain = isAsking
    else void ask()
  }

  const unsubscribe = [signals.onResume(onReturn), signals.onFocus(onReturn)]
  if (isStale) void ask()
  else timer = setTimeout(askIfVisible, INTERVAL_MS * (1 - Math.random() * JITTER))
  return () => {
    for (const each of unsubscribe) each()
    clearTimeout(timer)
    request.abort()
  }
}
