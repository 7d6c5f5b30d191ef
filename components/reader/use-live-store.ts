import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { connect } from "@/lib/realtime/client/connect"
import { LiveStore } from "@/lib/realtime/client/store"

type Options = { page: ReaderPage; live: LiveConfig; mayReveal: RefObject<() => boolean>; onReset: () => void }

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
