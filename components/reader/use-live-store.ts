import { useRouter } from "next/navigation"
import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import { connect } from "@/lib/live/client/connect"
import { LiveStore } from "@/lib/live/client/store"
import type { ReaderPage } from "@/lib/posts/reader-page"

/** The page's state, kept up to date while it is open. */
export function useLiveStore(page: ReaderPage, interval: number, mayReveal: () => boolean) {
  const router = useRouter()
  const [store] = useState(() => new LiveStore(page, mayReveal))
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const seededBy = useRef(page)

  useEffect(() => {
    // Another page object is the server's answer to a reset.
    if (seededBy.current !== page) store.seed(page)
    seededBy.current = page
    return connect({ store, interval, onReset: () => router.refresh() })
  }, [store, page, interval, router])

  return { store, snapshot }
}
