import type { Cursor } from "@/lib/protocol/delta"
import type { PusherClientConfig } from "@/lib/protocol/live-config"
import type { parsePosition } from "@/lib/protocol/parse-delta"
import type { parseOrReload } from "@/lib/realtime/client/version-skew"
import { listenToPusher } from "./pusher-loader"
import type { TransportOptions } from "./transport"

/**
 * The server may fail to tell the service, and the service may lose a message without a word. So a page that somebody sees
 * asks the changes address itself after so long without news: one question for all readers, which a cache may answer.
 */
const CHECK_MS = 8_000
/** What a question brings, the service may be about to tell. If it has not by then, it does not tell this page everything. */
const TELL_MS = 2_000
/**
 * What the page asked when it joined may have been answered from before, by a cache or by chance: what was published in
 * that second was told to those who listened already.
 */
const SOON_MS = 3_000
/** So often a page that just joined, and found what the service had not told it, asks after a shorter pause: it may be deaf. */
const DOUBTS = 3
/** What all pages do at the same moment, each does within this time. */
const SPREAD_MS = 300
/** Half a minute after the last sign of life the client asks for one; this is that and a third more. */
const MAX_SILENCE_MS = 42_000

/** What every page has loaded already. Imported here, it would cut the script of all pages in two. */
type Readers = { delta: typeof parseOrReload; position: typeof parsePosition }

/**
 * Follows a blog by a hosted service. That knows no past and promises no order, so each of its messages is a hint only. One
 * socket for each start: when it ends, or the service is not told or does not tell, this way has failed; the next one on
 * the ladder begins at once, and the ladder comes back here less and less often.
 */
export function followPusher(options: TransportOptions, service: PusherClientConfig, read: Readers): () => void {
  const { slug, cursor, signals, catchUp, onDelta, onAhead, pushFails, onState } = options
  let stopped = false
  let joined = false
  /** What is missing from now on, the service should have told: it is not from before the page joined. */
  let settled = false
  let doubts = 0
  let heardAt = Date.now()
  /** The newest position that the service told of. */
  let told: Cursor = { epoch: "", version: 0 }
  let nextCheck: ReturnType<typeof setTimeout> | undefined
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
    clearTimeout(nextCheck)
    for (const timer of timers) clearTimeout(timer)
    leave()
  }
  const fail = () => {
    if (stopped) return
    stop()
    onState("failed")
  }
  const failSpread = () => later(fail, Math.random() * SPREAD_MS)

  const join = async () => {
    joined = true
    checkAfter(SOON_MS * (0.7 + Math.random() * 0.6))
    if (await ask()) onState("live")
  }
  /** Asks for what is missing; false when this way is over. */
  const ask = async () => {
    await catchUp()
    if (!stopped && (pushFails() || isSilent())) fail()
    return !stopped
  }
  const take = (value: unknown) => {
    const position = read.position(value)
    if (!position) return fail()
    const { epoch, version } = position
    if (epoch !== told.epoch || version > told.version) told = { epoch, version }
    settled = true
    doubts = 0
    if (joined) checkLater()
    if (isHint(value)) {
      // The delta was too large for the service: this is only where it leads.
      if (isAhead(position)) later(() => isAhead(position) && onAhead(version), Math.random() * SPREAD_MS)
      return
    }
    const delta = read.delta(value)
    // On a reset the page loads its state anew; where it listens stays the same.
    if (delta) onDelta(delta)
    else fail()
  }
  const isAhead = ({ epoch, version }: Cursor) => epoch !== cursor().epoch || version > cursor().version

  const checkAfter = (milliseconds: number) => {
    clearTimeout(nextCheck)
    nextCheck = setTimeout(() => void check(), milliseconds)
  }
  const checkLater = () => checkAfter(CHECK_MS * (0.85 + Math.random() * 0.15))
  const check = async () => {
    // A tab that nobody sees has all when it is looked at again.
    if (signals.isHidden()) return checkLater()
    const before = cursor()
    if (!(await ask())) return
    const now = cursor()
    const isNews = now.epoch === before.epoch && now.version > before.version
    const isTold = () => told.epoch === now.epoch && told.version >= now.version
    if (isNews && settled) later(() => isTold() || fail(), TELL_MS)
    if (isNews && !settled) doubts = DOUBTS
    settled = true
    if (doubts === 0) return checkLater()
    doubts -= 1
    checkAfter(TELL_MS)
  }
  const isSilent = () => Date.now() - heardAt > MAX_SILENCE_MS

  const leave = listenToPusher(service, `live-${slug()}`, {
    joined: () => void join(),
    delta: take,
    heard: () => {
      heardAt = Date.now()
    },
    // Everybody's socket may end in this moment.
    ended: () => (joined ? failSpread() : fail()),
  })
  const unsubscribe = [
    signals.onResume(() => {
      if (isSilent()) fail()
      else if (joined) void ask()
    }),
    signals.onOffline(fail),
  ]
  return stop
}

function isHint(data: unknown): boolean {
  return typeof data === "object" && data !== null && !("posts" in data)
}
