import { type RefObject, useEffect } from "react"

/** True while the marker where new posts come in can be seen. */
export function isInView(marker: HTMLElement | null): boolean {
  if (!marker) return false
  const { top, bottom } = marker.getBoundingClientRect()
  return bottom >= 0 && top < window.innerHeight
}

/** True while a player that the reader started can be seen: what they watch is not to be pushed away. */
export function isPlayerInView(root: HTMLElement | null): boolean {
  return [...(root?.querySelectorAll<HTMLElement>("[data-embed-slot] > iframe") ?? [])].some(isInView)
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
