import { logError } from "@/lib/log"
import { deliverReceived } from "@/lib/receivers/deliver"

/** Looks at least this often: for what a process that ended left behind. */
const CHECK_INTERVAL_MS = 15_000
const MIN_PAUSE_MS = 200

/** Delivers received messages whose posts are due. Returns the way to stop. */
export function startReceiverDelivery(deliver: () => Promise<number | null> = deliverReceived): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const run = async () => {
    const next = await deliver().catch((error: unknown) => {
      logError("receiver.error", error)
      return null
    })
    const pause = Math.min(Math.max(next ?? CHECK_INTERVAL_MS, MIN_PAUSE_MS), CHECK_INTERVAL_MS)
    if (!stopped) timer = setTimeout(run, pause).unref()
  }
  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
