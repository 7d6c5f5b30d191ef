import { type RefObject, useLayoutEffect, useState } from "react"
import { findScroller } from "./find-scroller"

/** How far below the start of what scrolls a list begins, also when what stands above it grows. */
export function useListTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      const scroller = findScroller(list.current)
      if (!list.current || !scroller) return
      const offset = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      setTop(Math.round(offset + scroller.scrollTop))
    }
    const main = list.current?.closest("main")
    if (!main) return
    measure()
    const observer = new ResizeObserver(measure)
    for (const part of [main, ...main.querySelectorAll("[data-above-timeline]")]) observer.observe(part)
    return () => observer.disconnect()
  }, [list])
  return top
}
