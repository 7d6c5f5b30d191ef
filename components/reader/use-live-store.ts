import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { connect } from "@/lib/live/client/connect"
import type { LiveSettings } from "@/lib/live/client/settings"
import { LiveStore } from "@/lib/live/client/store"
import type { ReaderPage } from "@/lib/posts/reader-page"

type Options = { page: ReaderPage; live: LiveSettings; mayReveal: RefObject<() => boolean>; onReset: () => void }

/** The page's state, kept up to date while it is open. */
export function useLiveStore({ page, live, mayReveal, onReset }: Options) {
  const [store] = useState(() => new LiveStore(page, () => mayReveal.current()))
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const seededBy = useRef(page)

  useEffect(() => {
    // Another page object is the server's answer to a reset.
    if (seededBy.current !== page) store.seed(page)
    seededBy.current = page
    return connect({ store, settings: live, onReset })
  }, [store, page, live, onReset])

  const isOver = live.rehearsal !== undefined && snapshot.state === "gone"
  // A rehearsal that is over leads to the real page, or says so: the server knows which.
  useEffect(() => {
    if (isOver) window.location.reload()
  }, [isOver])

  return { store, snapshot }
}
