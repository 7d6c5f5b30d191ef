"use client"

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual"
import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { ConfirmHint } from "../keys/confirm-hint"
import { useSelectedRow } from "../keys/selected-row"
import type { DeskView } from "./desk-view"
import { findScroller } from "./find-scroller"
import { useListTop } from "./use-list-top"
import { useScrollRestore } from "./use-scroll-restore"

/** Up to so many posts are all in the page, where the browser's own search finds them; of more, those around the view. */
const WHOLE_UP_TO = 100
const AROUND = 6
const CARDS = { gap: 12, height: 190 }
const ROWS = { gap: 0, height: 45 }

type PostListProps = {
  posts: DeskPost[]
  /** How many there are in all; null: more than are here. */
  total: number | null
  /** Posts that stay in the page wherever it is scrolled to: somebody works on them. */
  keep: ReadonlySet<string>
  view: DeskView
  draw: (post: DeskPost) => ReactNode
}

/**
 * A list of posts of any length. Rows stand in the flow of the page, as in any list; only those far from the view are left
 * out, and the next one's margin keeps their room. The row with the focus and those in `keep` are never left out.
 */
export function PostList({ posts, total, keep, view, draw }: PostListProps) {
  const list = useRef<HTMLOListElement>(null)
  const top = useListTop(list)
  const { gap, height } = view === "rows" ? ROWS : CARDS
  const selected = useSelectedRow()
  const [focused, setFocused] = useState<string | null>(null)
  const isWhole = posts.length <= WHOLE_UP_TO
  const kept = useMemo(
    () => posts.flatMap(({ id }, index) => (id === focused || keep.has(id) ? [index] : [])),
    [posts, focused, keep],
  )
  const rangeExtractor = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b),
    [kept],
  )
  const getItemKey = useCallback((index: number) => posts[index]?.id ?? index, [posts])
  const virtualizer = useVirtualizer({
    count: posts.length,
    estimateSize: () => height,
    getScrollElement: () => findScroller(list.current),
    overscan: isWhole ? WHOLE_UP_TO : AROUND,
    gap,
    scrollMargin: top,
    getItemKey,
    rangeExtractor,
    // The server draws the first rows too.
    initialRect: { width: 0, height: 800 },
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view has other heights
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, view])
  // While all rows are there the browser itself keeps what is read in its place; else the list does.
  useLayoutEffect(() => {
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isWhole ? () => false : undefined
  }, [virtualizer, isWhole])
  useScrollRestore(virtualizer, posts, !isWhole)

  const rows = virtualizer.getVirtualItems()
  const end = rows.at(-1)?.end ?? 0
  return (
    <ol
      ref={list}
      data-timeline
      // Else the first row's margin, the room of what is left out above, would count as the list's own place in the page.
      className="flow-root"
      onFocus={({ target }) => setFocused(target.closest("[data-row]")?.getAttribute("data-row") ?? null)}
      onBlur={() => setFocused(null)}
      style={{
        paddingBottom: rows.length > 0 ? virtualizer.getTotalSize() + top - end : 0,
        overflowAnchor: isWhole ? undefined : "none",
      }}
    >
      {rows.map((row, place) => {
        const post = posts[row.index]
        const above = rows[place - 1]
        if (!post) return null
        return (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            data-row={post.id}
            data-selected={selected?.postId === post.id || undefined}
            aria-posinset={row.index + 1}
            aria-setsize={total ?? -1}
            style={{ marginTop: above ? row.start - above.end : row.start - top }}
            className="min-w-0"
          >
            <Row post={post} draw={draw} />
            {selected?.postId === post.id && <ConfirmHint action={selected.confirm} />}
          </li>
        )
      })}
    </ol>
  )
}

/** Scrolling moves rows in and out; those that stay are not drawn again. */
const Row = memo(function Row({ post, draw }: { post: DeskPost; draw: (post: DeskPost) => ReactNode }) {
  return draw(post)
})
