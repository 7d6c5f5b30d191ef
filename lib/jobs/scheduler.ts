import { logError } from "@/lib/log"
import { publishDue } from "@/lib/posts/publish-due"
import { watchSaves } from "@/lib/realtime/broker"
import { setBackgroundScheduler } from "./background-scheduler"

/** Looks at least this often, in case an announcement was missed. */
const CHECK_INTERVAL_MS = 20_000
const RETRY_DELAY_MS = 2_000

/**
 * Publishes scheduled posts in time: sleeps until the next one, and is woken by every save, which may have set an
 * earlier one. Returns the way to stop.
 */
export function startScheduler(): () => void {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false
  let stopped = false

  const look = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    const pause = await publishDue().then(pauseUntil, (error: unknown) => {
      logError("publish_due.error", error)
      return RETRY_DELAY_MS
    })
    running = false
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(look, again ? 0 : pause)
  }
  const unwatch = watchSaves(() => void look())
  void look()
  setBackgroundScheduler(true)
  return () => {
    stopped = true
    setBackgroundScheduler(false)
    clearTimeout(timer)
    unwatch()
  }
}

function pauseUntil(nextIn: number | null): number {
  return nextIn === null ? CHECK_INTERVAL_MS : Math.min(Math.max(nextIn, 0) + 5, CHECK_INTERVAL_MS)
}
