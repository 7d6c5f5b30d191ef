import { type RefObject, useLayoutEffect, useState } from "react"

/** How far below the page's top a list begins, also when what stands above it grows. */
export function useListTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setTop(Math.round(list.current.getBoundingClientRect().top + window.scrollY))
    }
    const main = list.current?.closest("main")
    if (!main) return
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(main)
    return () => observer.disconnect()
  }, [list])
  return top
}
