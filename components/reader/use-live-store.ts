import { useRouter } from "next/navigation"
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { connect } from "@/lib/live/client/connect"
import type { LiveSettings } from "@/lib/live/client/settings"
import { LiveStore } from "@/lib/live/client/store"
import type { ReaderPage } from "@/lib/posts/reader-page"

/** The page's state, kept up to date while it is open. */
export function useLiveStore(page: ReaderPage, live: LiveSettings, mayReveal: RefObject<() => boolean>) {
  const router = useRouter()
  const [store] = useState(() => new LiveStore(page, () => mayReveal.current()))
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const seededBy = useRef(page)

  useEffect(() => {
    // Another page object is the server's answer to a reset.
    if (seededBy.current !== page) store.seed(page)
    seededBy.current = page
    return connect({ store, settings: live, onReset: () => router.refresh() })
  }, [store, page, live, router])

  return { store, snapshot }
}
