import { backoff } from "@/lib/backoff"
import type { PublisherName } from "@/lib/protocol/publishers"
import { type AttemptOutcome, STEADY_MS, startConnectionAttempt } from "./connection-attempt"
import type { Transport, TransportOptions } from "./transports/transport"

const BELOW_STREAMS = ["sse", "long-polling", "interval-polling"] as const

/**
 * The transports that a page tries, best first: the blog's own publisher, and what works where that
 * one does not.
 */
export const FALLBACK_ORDER: Record<PublisherName, readonly PublisherName[]> = {
  pusher: ["pusher", ...BELOW_STREAMS],
  websocket: ["websocket", ...BELOW_STREAMS],
  sse: BELOW_STREAMS,
  "long-polling": ["long-polling", "interval-polling"],
  "interval-polling": ["interval-polling"],
}

const INITIAL_PROBE_DELAY_MS = 30_000
/** A transport that carried the page for a while, and then failed, is tried again this soon. */
const AFTER_LOSS_MS = 8_000
const MAX_PROBE_DELAY_MS = 5 * 60_000
/**
 * Every transport failed and one works again: it was the network, so better ones are tried soon.
 */
const SOON_PROBE_DELAY_MS = 4_000
const PROBE_COOLDOWN_MS = 5_000
/** A page that resumes waits this long for its answer before it tries a better transport. */
const RESPONSE_TIMEOUT_MS = 1_500
/** A tab hidden for this long gives its connection back and polls slowly. */
const SUSPEND_AFTER_HIDDEN_MS = 60_000
/** Most losses are over within this time, and are not shown. */
const STATUS_GRACE_MS = 1_500

export type FallbackOptions = Omit<TransportOptions, "onState"> & {
  onState: (state: "live" | "reconnecting" | "not-found") => void
}

/**
 * - `current`: carries the page
 * - `candidate`: tried beside the current one
 * - `sole`: tried while none carries the page
 */
type Role = "current" | "candidate" | "sole"
type Connection = { index: number; stop: () => void; liveSince: number; isUnstable: boolean }

/**
 * Keeps the best transport running that works here. Demotes one that fails, and probes better ones
 * now and then, beside the one that works: a reader never waits for a probe. Remembers nothing
 * across pages.
 */
export function startFallback(transports: readonly Transport[], options: FallbackOptions): () => void {
  const { onState, signals } = options
  const last = transports.length - 1
  let current: Connection | null = null
  let candidate: Connection | null = null
  let probe: ReturnType<typeof setTimeout> | undefined
  let probeDelay = INITIAL_PROBE_DELAY_MS
  let probedAt = Number.NEGATIVE_INFINITY
  /**
   * The page resumed: a better transport is tried as soon as the current one has brought what was
   * missed.
   */
  let isUpgrading = false
  let hidden: ReturnType<typeof setTimeout> | undefined
  let restart: ReturnType<typeof setTimeout> | undefined
  let grace: ReturnType<typeof setTimeout> | undefined

  const notify = (state: "live" | "reconnecting", afterMs = 0) => {
    clearTimeout(grace)
    grace = undefined
    if (afterMs > 0) grace = setTimeout(() => onState(state), afterMs)
    else onState(state)
  }
  const roleOf = (connection: Connection): Role => {
    if (connection === current) return "current"
    return current ? "candidate" : "sole"
  }

  const begin = (index: number) => {
    const transport = transports[index]
    // The last one failed too: the best one is tried again after a pause.
    if (!transport) {
      restart = setTimeout(() => begin(0), backoff(1))
      return
    }
    candidate?.stop()
    candidate = null
    const connection: Connection = { index, stop: () => {}, liveSince: 0, isUnstable: false }
    // The last one carries the page, working or not.
    if (index === last && !current) current = connection
    else candidate = connection
    connection.stop = startConnectionAttempt(transport, {
      ...options,
      isLast: index === last,
      onOutcome: (outcome) => transitions[roleOf(connection)][outcome](connection),
    })
  }

  const promote = (connection: Connection) => {
    current?.stop()
    current = connection
    candidate = null
    confirm(connection)
  }
  const confirm = (connection: Connection) => {
    connection.liveSince ||= Date.now()
    const wasAllLost = connection.isUnstable && connection.index === last
    connection.isUnstable = false
    notify("live")
    if (wasAllLost) planProbe((0.25 + Math.random() * 0.75) * SOON_PROBE_DELAY_MS)
    else if (isUpgrading) probeNow()
    else if (probe === undefined && !candidate) planProbe(jittered(probeDelay))
  }
  const markUnstable = (connection: Connection) => {
    connection.isUnstable = true
  }
  const reportLoss = (connection: Connection) => {
    markUnstable(connection)
    notifyLoss(connection.index === last)
  }
  const notifyLoss = (isLast: boolean) => {
    if (isLast) notify("reconnecting")
    else if (grace === undefined) notify("reconnecting", STATUS_GRACE_MS)
  }
  const demote = (connection: Connection) => {
    current = null
    // The first transport of a page is trusted, however short its life was.
    const isFirst = probedAt === Number.NEGATIVE_INFINITY
    if (isFirst || Date.now() - connection.liveSince > STEADY_MS) probeDelay = AFTER_LOSS_MS
    notifyLoss(false)
    // A better one is being tried already, and is demoted in its turn.
    if (!candidate) begin(connection.index + 1)
  }
  const tryNext = ({ index }: Connection) => {
    candidate = null
    if (!current || index + 1 < current.index) begin(index + 1)
    else planProbe(jittered(probeDelay))
  }
  const end = () => {
    stop()
    onState("not-found")
  }
  const transitions: Record<Role, Record<AttemptOutcome, (connection: Connection) => void>> = {
    current: { live: confirm, unstable: reportLoss, failed: demote, "not-found": end },
    candidate: { live: promote, unstable: markUnstable, failed: tryNext, "not-found": end },
    sole: { live: promote, unstable: reportLoss, failed: tryNext, "not-found": end },
  }

  const planProbe = (delay: number) => {
    clearTimeout(probe)
    probe = undefined
    isUpgrading = false
    if (!current || current.index === 0 || signals.isHidden()) return
    probe = setTimeout(probeNow, delay)
  }
  const probeNow = () => {
    clearTimeout(probe)
    probe = undefined
    isUpgrading = false
    if (!current || current.index === 0 || candidate || signals.isHidden()) return
    probeDelay = Math.min(probeDelay * 2, MAX_PROBE_DELAY_MS)
    probedAt = Date.now()
    begin(0)
  }
  const suspend = () => {
    if (!signals.isHidden() || last === 0) return
    clearTimeout(probe)
    probe = undefined
    if (current?.index !== last) begin(last)
  }
  const resume = () => {
    clearTimeout(hidden)
    const mayProbe = candidate !== null || Date.now() - probedAt > PROBE_COOLDOWN_MS
    // Both would ask for what was missed: the one that carries the page does, and the other begins
    // after it.
    if (candidate && current) {
      candidate.stop()
      candidate = null
    }
    if (!mayProbe || !current) return
    planProbe(RESPONSE_TIMEOUT_MS)
    isUpgrading = true
  }
  const unsubscribe = [
    signals.onHidden(() => {
      clearTimeout(hidden)
      hidden = setTimeout(suspend, SUSPEND_AFTER_HIDDEN_MS)
    }),
    signals.onResume(resume),
  ]
  const stop = () => {
    for (const each of unsubscribe) each()
    for (const timer of [probe, hidden, restart, grace]) clearTimeout(timer)
    current?.stop()
    candidate?.stop()
  }

  begin(0)
  return stop
}

function jittered(delay: number): number {
  return delay * (0.75 + Math.random() / 2)
}
