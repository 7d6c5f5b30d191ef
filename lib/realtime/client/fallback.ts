import type { PublisherName } from "@/lib/protocol/publishers"
import type { Transport, TransportOptions } from "./transports/transport"

/** A way that is not live after this time is left for the next one. Two in a row, and the third is live within 15 seconds. */
const TIMEOUT_MS = 6_000

const MAX_FAILURES = 3

/** Live for this long: earlier failures count no more. */
const STEADY_MS = 30_000

type AttemptOutcome = "live" | "reconnecting" | "broken" | "gone"

type AttemptOptions = Omit<TransportOptions, "onState"> & {
  /** There is nothing below: it is never given up. */
  isLast: boolean
  onVerdict: (verdict: AttemptOutcome) => void
}

/** Runs a transport and judges by what it says whether it works here. After `broken` or `gone` it is stopped. */
function startConnectionAttempt(transport: Transport, { isLast, onVerdict, ...options }: AttemptOptions): () => void {
  let over = false
  let failures = 0
  let liveSince: number | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  let stopTransport = () => {}

  const end = () => {
    over = true
    clearTimeout(patience)
    stopTransport()
  }
  const finish = (verdict: "broken" | "gone") => {
    end()
    onVerdict(verdict)
  }
  const expectLive = () => {
    if (!isLast) patience ??= setTimeout(() => finish("broken"), TIMEOUT_MS)
  }

  expectLive()
  const stop = transport.start({
    ...options,
    onState: (state) => {
      if (over) return
      if (state === "gone") return finish("gone")
      if (state === "failed") return finish("broken")
      if (state === "live") {
        clearTimeout(patience)
        patience = undefined
        liveSince ??= Date.now()
        return onVerdict("live")
      }
      if (liveSince !== null && Date.now() - liveSince > STEADY_MS) failures = 0
      liveSince = null
      failures += 1
      if (failures >= MAX_FAILURES && !isLast) return finish("broken")
      expectLive()
      onVerdict("reconnecting")
    },
  })
  stopTransport = stop
  // It may have given up before it had returned.
  if (over) stop()
  return end
}

const BELOW_STREAMS = ["sse", "long-polling", "interval-polling"] as const

/** Which ways a page tries, best first: the blog's own publisher, and what works where that one does not. */
export const FALLBACK_ORDER: Record<PublisherName, readonly PublisherName[]> = {
  pusher: ["pusher", ...BELOW_STREAMS],
  websocket: ["websocket", ...BELOW_STREAMS],
  sse: BELOW_STREAMS,
  "long-polling": ["long-polling", "interval-polling"],
  "interval-polling": ["interval-polling"],
}

const INITIAL_PROBE_DELAY_MS = 30_000
/** A way that carried the page for a while, and then broke, is tried again this soon. */
const AFTER_LOSS_MS = 8_000
const MAX_PROBE_DELAY_MS = 5 * 60_000
/** Everything failed and works again: it was the network. Then the better ways are tried soon. */
const SOON_PROBE_DELAY_MS = 4_000
const PROBE_COOLDOWN_MS = 5_000
/** So long a page that woke up waits for its answer before it tries a better way. */
const RESPONSE_TIMEOUT_MS = 1_500
/** A tab that nobody sees for this long gives its connection back and asks now and then. */
const SUSPEND_AFTER_HIDDEN_MS = 60_000
/** Shorter losses are not worth a word: most are over by then. */
const STATUS_GRACE_MS = 1_500

type LadderOptions = Omit<TransportOptions, "onState"> & {
  onState: (state: "live" | "reconnecting" | "gone") => void
}

type Rung = { index: number; stop: () => void; liveSince: number; shaken: boolean }

/**
 * Keeps the best way running that works here. Steps down when one breaks, and probes upward now and then, beside the one
 * that works: a reader never waits for a probe. Remembers nothing across pages.
 */
export function startFallback(rungs: readonly Transport[], options: LadderOptions): () => void {
  const { onState, signals } = options
  const last = rungs.length - 1
  /** Carries the page. */
  let current: Rung | null = null
  /** Being tried, beside the current one when there is one. */
  let candidate: Rung | null = null
  let probe: ReturnType<typeof setTimeout> | undefined
  let probePause = INITIAL_PROBE_DELAY_MS
  let probedAt = Number.NEGATIVE_INFINITY
  /** The page woke up: a better way is tried as soon as the current one has brought what was missed. */
  let climbing = false
  let rest: ReturnType<typeof setTimeout> | undefined
  let grace: ReturnType<typeof setTimeout> | undefined

  const tell = (state: "live" | "reconnecting", afterMs = 0) => {
    clearTimeout(grace)
    grace = undefined
    if (afterMs > 0) grace = setTimeout(() => onState(state), afterMs)
    else onState(state)
  }

  const begin = (index: number) => {
    const transport = rungs[index]
    if (!transport) return
    candidate?.stop()
    candidate = null
    const rung: Rung = { index, stop: () => {}, liveSince: 0, shaken: false }
    // Below the last one there is nothing: it carries the page, working or not.
    if (index === last && !current) current = rung
    else candidate = rung
    const onVerdict = (verdict: AttemptOutcome) => judge(rung, verdict)
    rung.stop = startConnectionAttempt(transport, { ...options, isLast: index === last, onVerdict })
  }

  const judge = (rung: Rung, verdict: AttemptOutcome) => {
    if (verdict === "gone") {
      stop()
      return onState("gone")
    }
    if (verdict === "live") return rise(rung)
    if (verdict === "broken") return fall(rung)
    rung.shaken = true
    if (rung === current || !current) tellLoss(rung.index === last)
  }

  const rise = (rung: Rung) => {
    if (rung === candidate) {
      current?.stop()
      current = rung
      candidate = null
    }
    rung.liveSince ||= Date.now()
    const wasAllLost = rung.shaken && rung.index === last
    rung.shaken = false
    tell("live")
    if (wasAllLost) planProbe((0.25 + Math.random() * 0.75) * SOON_PROBE_DELAY_MS)
    else if (climbing) probeNow()
    else if (probe === undefined && !candidate) planProbe(probePause * (0.75 + Math.random() / 2))
  }

  const fall = (rung: Rung) => {
    if (rung === candidate) candidate = null
    if (rung === current) {
      current = null
      // The first one of a page is trusted, however short its life was.
      const isFirst = probedAt === Number.NEGATIVE_INFINITY
      if (isFirst || Date.now() - rung.liveSince > STEADY_MS) probePause = AFTER_LOSS_MS
      tellLoss(false)
      // One above it is being tried already; that one steps down in its turn.
      if (candidate) return
    }
    const next = rung.index + 1
    if (!current || next < current.index) return begin(next)
    planProbe(probePause * (0.75 + Math.random() / 2))
  }

  const tellLoss = (isLast: boolean) => {
    if (isLast) tell("reconnecting")
    else if (grace === undefined) tell("reconnecting", STATUS_GRACE_MS)
  }

  const planProbe = (pause: number) => {
    clearTimeout(probe)
    probe = undefined
    climbing = false
    if (!current || current.index === 0 || signals.isHidden()) return
    probe = setTimeout(probeNow, pause)
  }

  const probeNow = () => {
    clearTimeout(probe)
    probe = undefined
    climbing = false
    if (!current || current.index === 0 || candidate || signals.isHidden()) return
    probePause = Math.min(probePause * 2, MAX_PROBE_DELAY_MS)
    probedAt = Date.now()
    begin(0)
  }

  const restNow = () => {
    if (!signals.isHidden() || last === 0) return
    clearTimeout(probe)
    probe = undefined
    if (current?.index !== last) begin(last)
  }

  const unsubscribe = [
    signals.onHide(() => {
      clearTimeout(rest)
      rest = setTimeout(restNow, SUSPEND_AFTER_HIDDEN_MS)
    }),
    signals.onWake(() => {
      clearTimeout(rest)
      const mayProbe = candidate !== null || Date.now() - probedAt > PROBE_COOLDOWN_MS
      // Two ways would both ask for what was missed: the one that carries the page does, and the other begins after it.
      if (candidate && current) {
        candidate.stop()
        candidate = null
      }
      if (!mayProbe || !current) return
      planProbe(RESPONSE_TIMEOUT_MS)
      climbing = true
    }),
  ]

  const stop = () => {
    for (const each of unsubscribe) each()
    for (const timer of [probe, rest, grace]) clearTimeout(timer)
    current?.stop()
    candidate?.stop()
  }

  begin(0)
  return stop
}
