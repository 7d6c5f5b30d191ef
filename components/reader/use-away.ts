import { useEffect, useRef, useState } from "react"
import { type Away, findNewSince, type LastSeen, parseLastSeen, printLastSeen } from "@/lib/live/client/last-seen"
import type { View } from "@/lib/live/client/store"
import { recall, remember } from "./local-memory"

/**
 * What came while the reader was away: since the last visit, or since the tab was last in view. Remembers how far they
 * are whenever that changes or they leave.
 */
export function useAway(slug: string, view: View, now: number) {
  const [away, setAway] = useState<Away | null>(null)
  const [isTold, setTold] = useState(false)
  const latest = useRef({ view, now })
  latest.current = { view, now }

  useEffect(() => {
    if (latest.current.view.feed.newest) return
    let left: LastSeen | null = parseLastSeen(recall("seen", slug))
    const comeBack = () => {
      const { feed } = latest.current.view
      const found = findNewSince(feed.posts, feed, left)
      if (!found) return
      setAway(found)
      setTold(false)
    }
    const leave = () => {
      left = toLastSeen(latest.current) ?? left
      if (left) remember(printLastSeen(left), "seen", slug)
    }
    const onVisibility = () => (document.visibilityState === "hidden" ? leave() : comeBack())
    comeBack()
    document.addEventListener("visibilitychange", onVisibility)
    window.addEventListener("pagehide", leave)
    return () => {
      document.removeEventListener("visibilitychange", onVisibility)
      window.removeEventListener("pagehide", leave)
    }
  }, [slug])

  const place = view.feed.newest ? null : view.revealedTo
  useEffect(() => {
    const seen = toLastSeen(latest.current)
    if (place && seen && document.visibilityState === "visible") remember(printLastSeen(seen), "seen", slug)
  }, [slug, place])

  return { away, isTold, dismiss: () => setTold(true) }
}

function toLastSeen({ view: { feed, revealedTo }, now }: { view: View; now: number }): LastSeen | null {
  if (feed.newest || !revealedTo) return null
  return { publishedAt: revealedTo.publishedAt, id: revealedTo.id, at: new Date(now).toISOString() }
}
