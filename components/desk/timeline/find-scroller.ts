/** The element that scrolls a part of the desk: its pane on wide screens, the whole desk on small ones. */
export function findScroller(element: Element | null): HTMLElement | null {
  for (let each = element?.parentElement ?? null; each; each = each.parentElement) {
    const { overflowY } = getComputedStyle(each)
    if (overflowY === "auto" || overflowY === "scroll") return each
  }
  return null
}

/** The same, of the timeline that is on the page. */
export function timelineScroller(): HTMLElement | null {
  return findScroller(document.querySelector("[data-timeline]"))
}

/** True while the newest posts are in view. */
export function isTimelineHeadInView(): boolean {
  const list = document.querySelector("[data-timeline]")
  const scroller = findScroller(list)
  if (!list || !scroller) return true
  return list.getBoundingClientRect().top >= scroller.getBoundingClientRect().top - 8
}
