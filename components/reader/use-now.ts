import { useEffect, useState } from "react"

const TICK_MS = 20_000

/**
 * The server's time in milliseconds, ticking. The first value is the moment at which the server read the page, on both
 * sides, so that browser and server draw the same words; a wrong clock on the reader's device does not matter.
 */
export function useNow(readAt: string): number {
  const [now, setNow] = useState(() => Date.parse(readAt))
  useEffect(() => {
    const ahead = Date.parse(readAt) - Date.now()
    const tick = () => setNow((before) => Math.max(before, Date.now() + ahead))
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener("visibilitychange", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
    }
  }, [readAt])
  return now
}
