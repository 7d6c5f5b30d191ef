import { useEffect, useRef, useState } from "react"

const TICK_MS = 20_000

/**
 * The server's time in milliseconds, ticking. The first value is the moment at which the server
 * read the page, on both sides, so that browser and server draw the same words; a wrong clock on
 * the reader's device does not matter. `still`: stands, for a reader who paused the page.
 */
export function useNow(readAt: string, still: boolean): number {
  const [now, setNow] = useState(() => Date.parse(readAt))
  const ahead = useRef(0)
  const isFirst = useRef(true)
  useEffect(() => {
    ahead.current = Date.parse(readAt) - (isFirst.current ? readOnOurClock() : Date.now())
    isFirst.current = false
  }, [readAt])
  useEffect(() => {
    if (still) return
    const tick = () => setNow((before) => Math.max(before, Date.now() + ahead.current))
    tick()
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener("visibilitychange", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
    }
  }, [still])
  return now
}

/**
 * When the server read the page, by this device's clock. Pages are kept for a while before they are
 * sent; our server says how long it was (lib/page-cache/cached-page.ts).
 */
function readOnOurClock(): number {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
  const age = arrival?.serverTiming?.find(({ name }) => name === "age")?.duration ?? 0
  return performance.timeOrigin + (arrival?.responseStart ?? 0) - age
}
