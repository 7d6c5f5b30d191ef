import type { Virtualizer } from "@tanstack/react-virtual"
import { useLayoutEffect, useRef } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"

/**
 * Keeps what is being read where it is when posts come or go above it. The browser does that by itself for lists that are
 * whole; of one with rows left out it cannot know.
 */
export function useScrollRestore(virtualizer: Virtualizer<HTMLElement, Element>, posts: DeskPost[], on: boolean): void {
  const anchor = useRef<{ id: string; start: number } | null>(null)

  useLayoutEffect(() => {
    const before = anchor.current
    if (!on || !before) return
    const start = virtualizer.measurementsCache[posts.findIndex(({ id }) => id === before.id)]?.start
    if (start !== undefined && start !== before.start) virtualizer.scrollElement?.scrollBy(0, start - before.start)
  }, [on, posts, virtualizer])

  useLayoutEffect(() => {
    const offset = virtualizer.scrollOffset ?? 0
    const first = virtualizer.getVirtualItems().find(({ end }) => end > offset)
    // Above the list's own top nothing is read: what comes in shall be seen.
    anchor.current =
      first && offset > virtualizer.options.scrollMargin ? { id: String(first.key), start: first.start } : null
  })
}
