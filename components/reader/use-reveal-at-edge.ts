import { type RefObject, useEffect, useState } from "react"
import type { Order } from "./use-order"

/** Marks where new posts come in: above the others, or with the oldest first below them. */
export type Edge = RefObject<HTMLElement | null>

/** Makes all that lies on the far side of the edge count as in view. */
const ROOT_MARGIN: Record<Order, string> = {
  newest: "0px 0px 1000000px 0px",
  oldest: "1000000px 0px 0px 0px",
}

/** True while the marker can be seen. */
export function isInView(marker: HTMLElement | null): boolean {
  if (!marker) return false
  const { top, bottom } = marker.getBoundingClientRect()
  return bottom >= 0 && top < window.innerHeight
}

/**
 * True while the reader sees the edge or is beyond it: a post that comes in there pushes away
 * nothing that they read.
 */
export function isAtEdge(marker: HTMLElement | null, order: Order): boolean {
  if (!marker) return false
  const { top, bottom } = marker.getBoundingClientRect()
  return order === "newest" ? bottom >= 0 : top < window.innerHeight
}

/** True while a player that the reader started can be seen: what they watch is not pushed away. */
export function isPlayerInView(root: HTMLElement | null): boolean {
  return [...(root?.querySelectorAll<HTMLElement>("[data-embed-slot] > iframe") ?? [])].some(isInView)
}

/** Whether the reader is at the edge, kept up to date while they scroll. */
export function useAtEdge(edge: Edge, order: Order): boolean {
  const [atEdge, setAtEdge] = useState(false)
  useEffect(() => {
    const element = edge.current
    if (!element) return
    const update = () => setAtEdge(isAtEdge(element, order))
    update()
    const observer = new IntersectionObserver(update, { rootMargin: ROOT_MARGIN[order] })
    observer.observe(element)
    return () => observer.disconnect()
  }, [edge, order])
  return atEdge
}

/** Reveals what waits when the reader reaches the edge, or comes back to a tab that is there. */
export function useRevealAtEdge(edge: Edge, order: Order, reveal: () => void) {
  useEffect(() => {
    const element = edge.current
    if (!element) return
    const revealAtEdge = () => {
      if (document.visibilityState === "visible" && isAtEdge(element, order)) reveal()
    }
    const observer = new IntersectionObserver(revealAtEdge, { rootMargin: ROOT_MARGIN[order] })
    observer.observe(element)
    document.addEventListener("visibilitychange", revealAtEdge)
    return () => {
      observer.disconnect()
      document.removeEventListener("visibilitychange", revealAtEdge)
    }
  }, [edge, order, reveal])
}
