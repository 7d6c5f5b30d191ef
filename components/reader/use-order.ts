import { useCallback, useDeferredValue, useLayoutEffect, useRef, useState } from "react"
import { localItems } from "@/lib/local-storage"

export type Order = "newest" | "oldest"

/** `lib/security-headers/inline-scripts.ts` reads it too, before the first paint. */
const keyOf = (slug: string) => `running-story:order:${slug}`

/**
 * The order of the timeline: as served, unless the reader chose one on this blog, which the browser
 * stores. A change of the blog does not turn an open page around. The control shows `chosen`
 * immediately; the timeline follows, which takes a slow phone a while. Until then `switching` is
 * true, and nothing is kept in place.
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
