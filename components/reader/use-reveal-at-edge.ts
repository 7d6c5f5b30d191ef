import { type RefObject, useEffect } from "react"

/** True while the marker where new posts come in can be seen. */
export function isInView(marker: HTMLElement | null): boolean {
  if (!marker) return false
  const { top, bottom } = marker.getBoundingClientRect()
  return bottom >= 0 && top < window.innerHeight
}

/** Reveals what waits when the reader reaches the edge of the news, or comes back to a tab that is there. */
export function useRevealAtEdge(marker: RefObject<HTMLElement | null>, reveal: () => void) {
  useEffect(() => {
    const element = marker.current
    if (!element) return
    const revealIfSeen = () => {
      if (document.visibilityState === "visible" && isInView(element)) reveal()
    }
    const observer = new IntersectionObserver(revealIfSeen)
    observer.observe(element)
    document.addEventListener("visibilitychange", revealIfSeen)
    return () => {
      observer.disconnect()
      document.removeEventListener("visibilitychange", revealIfSeen)
    }
  }, [marker, reveal])
}
