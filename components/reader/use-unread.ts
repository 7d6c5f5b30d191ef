import { useCallback, useEffect, useRef, useState } from "react"
import { type Messages, plural } from "@/lib/i18n/messages"
import { saySince } from "@/lib/i18n/say-when"
import { localItems } from "@/lib/local-storage"
import type { PublicBlog } from "@/lib/protocol/delta"
import {
  findUnread,
  type LastSeen,
  parseLastSeen,
  serializeLastSeen,
  type UnreadSummary,
} from "@/lib/realtime/client/last-seen"
import type { LiveView } from "@/lib/realtime/client/store"

const keyOf = (slug: string) => `running-story:seen:${slug}`

type Told = { away: UnreadSummary; blog: PublicBlog; words: Messages; now: number }

/** "14 new updates since 13:05". */
export function describeUnread({ away, blog, words, now }: Told): string {
  const forms = away.more ? words.awayMore : words.awayNew
  return plural(forms, away.count, blog.language, {
    since: saySince(away.since.at, new Date(now).toISOString(), blog, words),
  })
}

/**
 * What comes so soon after the reader's return came while they were away: a hidden tab asks slowly.
 */
const RETURNING_MS = 5_000

/**
 * What came while the reader was away: since the last visit, or since the tab was last in view.
 * Remembers how far they are whenever that changes or they leave.
 */
export function useUnread(slug: string, view: LiveView, now: number) {
  const [away, setAway] = useState<UnreadSummary | null>(null)
  const [isTold, setTold] = useState(false)
  const latest = useRef({ view, now })
  const left = useRef<LastSeen | null>(null)
  const returnedAt = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    latest.current = { view, now }
  })

  const look = useCallback((feed: LiveView["feed"]) => {
    if (document.visibilityState !== "visible" || performance.now() - returnedAt.current > RETURNING_MS) return
    const found = findUnread(feed.posts, feed, left.current)
    if (!found) return
    setAway((known) => (known?.count === found.count && known.since.at === found.since.at ? known : found))
    setTold(false)
  }, [])

  useEffect(() => {
    left.current = parseLastSeen(localItems.read(keyOf(slug)))
    returnedAt.current = performance.now()
    const leave = () => {
      left.current = toLastSeen(latest.current) ?? left.current
      if (left.current) localItems.write(keyOf(slug), serializeLastSeen(left.current))
    }
    const onVisibility = () => {
      if (document.visibilityState === "hidden") return leave()
      returnedAt.current = performance.now()
      // What arrived in the background is here already, and nothing more may follow.
      look(latest.current.view.feed)
    }
    document.addEventListener("visibilitychange", onVisibility)
    window.addEventListener("pagehide", leave)
    return () => {
      document.removeEventListener("visibilitychange", onVisibility)
      window.removeEventListener("pagehide", leave)
    }
  }, [slug, look])

  const { feed, revealedTo } = view
  useEffect(() => look(feed), [feed, look])

  useEffect(() => {
    const seen = revealedTo && toLastSeen(latest.current)
    if (seen && document.visibilityState === "visible") localItems.write(keyOf(slug), serializeLastSeen(seen))
  }, [slug, revealedTo])

  return { away, isTold, dismiss: () => setTold(true) }
}

function toLastSeen({ view: { feed, revealedTo }, now }: { view: LiveView; now: number }): LastSeen | null {
  if (feed.newest || !revealedTo) return null
  return { publishedAt: revealedTo.publishedAt, id: revealedTo.id, at: new Date(now).toISOString() }
}
