import { useCallback, useLayoutEffect, useRef, useState } from "react"
import { recall, remember } from "./local-memory"

export type Order = "newest" | "oldest"

/**
 * The order of the timeline, remembered per blog. Every page comes from the server newest first; `switching` is true while
 * the reader's own click turns it around, when nothing is to be kept in place.
 */
export function useOrder(slug: string) {
  const [order, setOrder] = useState<Order>("newest")
  const switching = useRef(false)

  useLayoutEffect(() => {
    if (recall("order", slug) === "oldest") setOrder("oldest")
  }, [slug])
  useLayoutEffect(() => {
    switching.current = false
  })

  const choose = useCallback(
    (wanted: Order) => {
      switching.current = true
      remember(wanted === "oldest" ? wanted : null, "order", slug)
      setOrder(wanted)
    },
    [slug],
  )
  return { order, choose, switching }
}
