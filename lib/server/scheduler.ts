import { setScheduled } from "@/lib/http/own-scheduler"
import { watchSaves } from "@/lib/live/process-hub"
import { logError } from "@/lib/log"
import { publishDue } from "@/lib/posts/publish-due"

/** Looks at least this often, in case an announcement was missed. */
const LOOK_EVERY_MS = 20_000
const LOOK_AFTER_FAILURE_MS = 2_000

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
      logError("scheduler", error)
      return LOOK_AFTER_FAILURE_MS
    })
    running = false
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(look, again ? 0 : pause)
  }
  const unwatch = watchSaves(() => void look())
  void look()
  setScheduled(true)
  return () => {
    stopped = true
    setScheduled(false)
    clearTimeout(timer)
    unwatch()
  }
}

function pauseUntil(nextIn: number | null): number {
  return nextIn === null ? LOOK_EVERY_MS : Math.min(Math.max(nextIn, 0) + 5, LOOK_EVERY_MS)
}
