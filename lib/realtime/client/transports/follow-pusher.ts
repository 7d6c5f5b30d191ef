import type { Cursor } from "@/lib/protocol/delta"
import type { PusherClientConfig } from "@/lib/protocol/live-config"
import type { parsePosition } from "@/lib/protocol/parse-delta"
import type { parseOrReload } from "@/lib/realtime/client/version-skew"
import { listenToPusher } from "./pusher-loader"
import type { TransportOptions } from "./transport"

/**
 * The server may fail to reach the service, and the service may lose a message silently. A visible
 * page requests the changes itself after this time without a message; the request is the same for
 * all readers, so a cache may answer it.
 */
const CHECK_MS = 8_000
/**
 * What a check finds, the service may be about to send. If it has not by then, it does not send
 * everything.
 */
const MESSAGE_TIMEOUT_MS = 2_000
/**
 * The response to the request on joining may be older than the subscription, so the first check
 * comes soon.
 */
const FIRST_CHECK_MS = 3_000
/** Checks after a shorter pause, when the first one found what the service had not sent. */
const QUICK_CHECKS = 3
/** Spreads what all pages would do at the same moment. */
const SPREAD_MS = 300
/** The client asks for a sign of life after 30 s of silence; this is that and a third more. */
const MAX_SILENCE_MS = 42_000

/** In every page's script already. An import here would split that script in two. */
type Readers = { delta: typeof parseOrReload; position: typeof parsePosition }

/**
 * Follows a blog by a hosted service, which keeps no history and promises no order: its messages
 * are hints. One socket for each start; when it ends, or the service misses a message, this
 * transport has failed, and the fallback goes on.
 */
export function followPusher(options: TransportOptions, service: PusherClientConfig, read: Readers): () => void {
  const { slug, cursor, signals, catchUp, onDelta, onAhead, pushFails, onState } = options
  let stopped = false
  let joined = false
  /**
   * What is missing from now on is not from before the subscription: the service should have sent
   * it.
   */
  let settled = false
  let quickChecks = 0
  let heardAt = Date.now()
  /** The newest position that the service sent. */
  let sent: Cursor = { epoch: "", version: 0 }
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
    checkAfter(FIRST_CHECK_MS * (0.7 + Math.random() * 0.6))
    if (await ask()) onState("live")
  }
  /** Requests what is missing; false when this transport has failed. */
  const ask = async () => {
    await catchUp()
    if (!stopped && (pushFails() || isSilent())) fail()
    return !stopped
  }
  const take = (value: unknown) => {
    const position = read.position(value)
    if (!position) return fail()
    const { epoch, version } = position
    if (epoch !== sent.epoch || version > sent.version) sent = { epoch, version }
    settled = true
    quickChecks = 0
    if (joined) checkLater()
    if (isHint(value)) {
      // The delta was too large for the service: this is only its position.
      if (isAhead(position)) later(() => isAhead(position) && onAhead(version), Math.random() * SPREAD_MS)
      return
    }
    const delta = read.delta(value)
    // On a reset the page loads its state again; the subscription stays.
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
    // A hidden tab catches up when it is visible again.
    if (signals.isHidden()) return checkLater()
    const before = cursor()
    if (!(await ask())) return
    const now = cursor()
    const isNews = now.epoch === before.epoch && now.version > before.version
    const wasSent = () => sent.epoch === now.epoch && sent.version >= now.version
    if (isNews && settled) later(() => wasSent() || fail(), MESSAGE_TIMEOUT_MS)
    if (isNews && !settled) quickChecks = QUICK_CHECKS
    settled = true
    if (quickChecks === 0) return checkLater()
    quickChecks -= 1
    checkAfter(MESSAGE_TIMEOUT_MS)
  }
  const isSilent = () => Date.now() - heardAt > MAX_SILENCE_MS

  const leave = listenToPusher(service, `live-${slug()}`, {
    joined: () => void join(),
    delta: take,
    heard: () => {
      heardAt = Date.now()
    },
    // The sockets of all readers may end in this moment.
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
