import type { Transport, TransportOptions, TransportState } from "./transports/transport"

/**
 * A transport that is not live after this time is given up. Two in a row, and the third is live
 * within 15 seconds.
 */
const TIMEOUT_MS = 6_000
const MAX_FAILURES = 3
/** Live for this long: earlier failures no longer count. */
export const STEADY_MS = 30_000

/**
 * - `live`: carries the page
 * - `unstable`: failed, and is trying again
 * - `failed`: given up, and stopped
 * - `not-found`: the blog is not public; stopped
 */
export type AttemptOutcome = "live" | "unstable" | "failed" | "not-found"

type AttemptOptions = Omit<TransportOptions, "onState"> & {
  /** There is no other transport after it: it is never given up for failures. */
  isLast: boolean
  onOutcome: (outcome: AttemptOutcome) => void
}

/** Runs a transport and judges by its states whether it works here. */
export function startConnectionAttempt(transport: Transport, { isLast, onOutcome, ...options }: AttemptOptions) {
  let over = false
  let failures = 0
  let liveSince: number | null = null
  let timeout: ReturnType<typeof setTimeout> | undefined
  let stopTransport = () => {}

  const stop = () => {
    over = true
    clearTimeout(timeout)
    stopTransport()
  }
  const finish = (outcome: "failed" | "not-found") => {
    stop()
    onOutcome(outcome)
  }
  const expectLive = () => {
    if (!isLast) timeout ??= setTimeout(() => finish("failed"), TIMEOUT_MS)
  }
  const onState: Record<TransportState, () => void> = {
    live: () => {
      clearTimeout(timeout)
      timeout = undefined
      liveSince ??= Date.now()
      onOutcome("live")
    },
    reconnecting: () => {
      if (liveSince !== null && Date.now() - liveSince > STEADY_MS) failures = 0
      liveSince = null
      failures += 1
      if (failures >= MAX_FAILURES && !isLast) return finish("failed")
      expectLive()
      onOutcome("unstable")
    },
    failed: () => finish("failed"),
    "not-found": () => finish("not-found"),
  }

  expectLive()
  const started = transport.start({ ...options, onState: (state) => over || onState[state]() })
  stopTransport = started
  // It may have given up before it had returned.
  if (over) started()
  return stop
}
