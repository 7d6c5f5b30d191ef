import type { Transport, TransportOptions } from "@/lib/realtime/client/transports/transport"

/** A way that is not live after this time is left for the next one. Two in a row, and the third is live within 15 seconds. */
const TIMEOUT_MS = 6_000
const MAX_FAILURES = 3
/** Live for this long: earlier failures count no more. */
const STEADY_MS = 30_000

export type AttemptOutcome = "live" | "reconnecting" | "broken" | "gone"

type AttemptOptions = Omit<TransportOptions, "onState"> & {
  /** There is nothing below: it is never given up. */
  isLast: boolean
  onVerdict: (verdict: AttemptOutcome) => void
}

/** Runs a transport and judges by what it says whether it works here. After `broken` or `gone` it is stopped. */
export function startConnectionAttempt(
  transport: Transport,
  { isLast, onVerdict, ...options }: AttemptOptions,
): () => void {
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
