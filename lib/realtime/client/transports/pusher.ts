import { parsePosition } from "@/lib/protocol/parse-delta"
import { parseOrReload } from "@/lib/realtime/client/version-skew"
import type { Transport, TransportOptions } from "./transport"

/** The service may lose an event without a word, so the page asks itself now and then. */
const SAFETY_CHECK_INTERVAL_MS = 60_000
/**
 * What the page asked when it joined may have been answered from before, by a cache or by chance: what was published in
 * that second was told to those who listened already.
 */
const CATCH_UP_DELAY_MS = 3_000
/** A version that the service told of and the page does not have: the delta may be on its way. */
const MOMENT_MS = 1_000
/** Half a minute after the last sign of life the client asks for one; this is that and a third more. */
const MAX_SILENCE_MS = 42_000

/**
 * A hosted service tells of changes. It knows no past and promises no order, so each of its messages is a hint only. One
 * socket for each start: whatever ends it, this way has failed, the next one on the ladder begins at once, and the ladder
 * comes back here less and less often.
 */
export const pusher: Transport = { start: follow }

function follow(options: TransportOptions): () => void {
  const { slug, cursor, settings, signals, catchUp, onDelta, onAhead, onState } = options
  let stopped = false
  let joined = false
  let heardAt = Date.now()
  let leave = () => {}
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (act: () => void, milliseconds: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }

  const stop = () => {
    stopped = true
    for (const each of unsubscribe) each()
    for (const timer of timers) clearTimeout(timer)
    leave()
  }
  const fail = () => {
    if (stopped) return
    stop()
    onState("failed")
  }
  const join = async () => {
    joined = true
    later(() => void catchUp(), CATCH_UP_DELAY_MS * (0.7 + Math.random() * 0.6))
    await catchUp()
    if (!stopped) onState("live")
  }
  const take = (value: unknown) => {
    if (isHint(value)) return takeHint(value)
    const delta = parseOrReload(value)
    // On a reset the page loads its state anew; where it listens stays the same.
    if (!delta) fail()
    else onDelta(delta)
  }
  const takeHint = (value: unknown) => {
    const position = parsePosition(value)
    if (!position) return fail()
    const isAhead = () => position.epoch !== cursor().epoch || position.version > cursor().version
    if (isAhead()) later(() => isAhead() && onAhead(position.version), MOMENT_MS)
  }
  const isSilent = () => Date.now() - heardAt > MAX_SILENCE_MS
  const checkLater = () => later(check, SAFETY_CHECK_INTERVAL_MS * (0.9 + Math.random() * 0.1))
  const check = () => {
    if (isSilent()) return fail()
    void catchUp()
    checkLater()
  }

  const unsubscribe = [
    signals.onWake(() => {
      if (isSilent()) fail()
      else if (joined) void catchUp()
    }),
    signals.onOffline(fail),
  ]
  const { pusher: service } = settings
  const frames = {
    joined: () => void join(),
    delta: take,
    heard: () => {
      heardAt = Date.now()
    },
    ended: fail,
  }
  checkLater()
  if (!service) later(fail, 0)
  // With the service's own library, which is large: loaded on its own pages alone.
  else
    import("./pusher-loader")
      .then(({ listenToPusher }) => {
        if (!stopped) leave = listenToPusher(service, `live-${slug()}`, frames)
      })
      .catch(fail)
  return stop
}

/** The delta was too large for the service: it says only where it leads. */
function isHint(data: unknown): boolean {
  return typeof data === "object" && data !== null && "version" in data && !("posts" in data)
}
