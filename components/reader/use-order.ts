import { useCallback, useLayoutEffect, useRef, useState } from "react"
import { recall, remember } from "./local-memory"

export type Order = "newest" | "oldest"

/**
 * The order of the timeline: the one in which the page came from the server, unless the reader chose one on this blog, which
 * is remembered. What happens to the blog meanwhile turns nothing around. `switching` is true while the reader's own click
 * does, when nothing is to be kept in place.
 */
export function useOrder(slug: string, asServed: Order) {
  const [order, setOrder] = useState<Order>(asServed)
  const switching = useRef(false)

  useLayoutEffect(() => {
    const chosen = recall("order", slug)
    if (chosen === "oldest" || chosen === "newest") setOrder(chosen)
  }, [slug])
  useLayoutEffect(() => {
    switching.current = false
  })

  const choose = useCallback(
    (wanted: Order) => {
      switching.current = true
      remember(wanted, "order", slug)
      setOrder(wanted)
    },
    [slug],
  )
  return { order, choose, switching }
}
