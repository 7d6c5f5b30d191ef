import { useCallback, useDeferredValue, useLayoutEffect, useRef, useState } from "react"
import { localItems } from "@/lib/local-storage"

export type Order = "newest" | "oldest"

/** `lib/security-headers/inline-scripts.ts` reads it too, before the first paint. */
const keyOf = (slug: string) => `running-story:order:${slug}`

/**
 * The order of the timeline: the one in which the page came from the server, unless the reader chose one on this blog, which
 * is remembered. What happens to the blog meanwhile turns nothing around. `chosen` is what the control shows, at once; the
 * timeline follows, which takes a slow phone a while. `switching` is true until it has, when nothing is to be kept in place.
 */
export function useOrder(slug: string, asServed: Order) {
  const [chosen, setChosen] = useState<Order>(asServed)
  const order = useDeferredValue(chosen)
  const switching = useRef(false)

  useLayoutEffect(() => {
    const remembered = localItems.read(keyOf(slug))
    if (remembered === "oldest" || remembered === "newest") setChosen(remembered)
  }, [slug])
  useLayoutEffect(() => {
    if (order === chosen) switching.current = false
  }, [order, chosen])

  const choose = useCallback(
    (wanted: Order) => {
      switching.current = true
      localItems.write(keyOf(slug), wanted)
      setChosen(wanted)
    },
    [slug],
  )
  return { order, chosen, choose, switching }
}
