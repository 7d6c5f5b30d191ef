import { Component, type ReactNode } from "react"
import { findScroller, isTimelineHeadInView, timelineScroller } from "@/components/desk/timeline/find-scroller"

/** Part of the screen's height, from the top. */
const READING_LINE = 0.3

type Place = { row: Element; top: number } | null

/**
 * Keeps the post that is edited or read where it is on the screen while posts above it come, change or go. A class, because
 * only a class is asked right before React touches the document. Browsers do this too, but not all, and not while the head
 * of the timeline is in view; `overflow-anchor: none` keeps those that do from correcting twice.
 */
export class TimelineScrollAnchor extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Place {
    const row = findEdited() ?? findRead()
    return row ? { row, top: row.getBoundingClientRect().top } : null
  }

  override componentDidUpdate(_props: unknown, _state: unknown, before: Place) {
    if (!before?.row.isConnected) return
    const moved = before.row.getBoundingClientRect().top - before.top
    if (Math.abs(moved) >= 1) findScroller(before.row)?.scrollBy({ top: moved, behavior: "instant" })
  }

  override render() {
    return <div className="[overflow-anchor:none] desk:h-full">{this.props.children}</div>
  }
}

function findEdited(): Element | null {
  const row = document.activeElement?.closest("[data-row]")
  if (!row) return null
  const { top, bottom } = row.getBoundingClientRect()
  const pane = findScroller(row)?.getBoundingClientRect()
  return pane && bottom > pane.top && top < pane.bottom ? row : null
}

// Nobody reads a certain post while the head of the timeline is there: what comes in shall be seen.
function findRead(): Element | null {
  const scroller = timelineScroller()
  if (!scroller || isTimelineHeadInView()) return null
  const { top, height } = scroller.getBoundingClientRect()
  const line = top + height * READING_LINE
  return [...document.querySelectorAll("[data-row]")].find((row) => row.getBoundingClientRect().bottom > line) ?? null
}
