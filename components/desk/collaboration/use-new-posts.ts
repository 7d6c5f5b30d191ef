import { useCallback, useEffect, useRef, useState } from "react"
import { isTimelineHeadInView, timelineScroller } from "@/components/desk/timeline/find-scroller"
import type { DeskPost } from "@/lib/posts/post-schemas"

/**
 * How many posts others added above what is in view. They stand in their place already; whoever has scrolled is told, and
 * not moved. Seen when the head of the timeline is.
 */
export function useNewPosts(posts: DeskPost[], userId: string, searchKey: unknown) {
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())
  const known = useRef<{ ids: Set<string>; newest: string; key: unknown } | null>(null)

  useEffect(() => {
    const before = known.current
    const ids = new Set(posts.map(({ id }) => id))
    const newest =
      posts
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .at(-1) ?? ""
    known.current = { ids, newest: before && before.newest > newest ? before.newest : newest, key: searchKey }
    if (!before || before.key !== searchKey) return setNews(new Set())
    if (isTimelineHeadInView()) return setNews((now) => (now.size > 0 ? new Set() : now))
    const added = posts.filter(
      ({ id, createdAt, authorId }) => !before.ids.has(id) && createdAt > before.newest && authorId !== userId,
    )
    setNews((now) => {
      const kept = [...now].filter((id) => ids.has(id))
      return added.length > 0 || kept.length < now.size ? new Set([...kept, ...added.map(({ id }) => id)]) : now
    })
  }, [posts, userId, searchKey])

  useEffect(() => {
    if (news.size === 0) return
    const look = () => isTimelineHeadInView() && setNews(new Set())
    const scroller = timelineScroller()
    scroller?.addEventListener("scroll", look, { passive: true })
    return () => scroller?.removeEventListener("scroll", look)
  }, [news])

  const show = useCallback(() => {
    // At once: what comes in during a slow movement would stop it.
    timelineScroller()?.scrollTo({ top: 0, behavior: "instant" })
    document.getElementById("timeline-title")?.focus({ preventScroll: true })
    setNews(new Set())
  }, [])
  return { count: news.size, show }
}
