import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { connect } from "@/lib/realtime/client/connect"
import { LiveStore } from "@/lib/realtime/client/store"

const COUNT = /^\(\d+\) /

/** Puts the number of waiting updates before the tab's title, and follows the blog's title. */
export function useTabTitle(blogTitle: string, waiting: number) {
  const titleBefore = useRef(blogTitle)
  useEffect(() => {
    const plain = document.title.replace(COUNT, "").replace(titleBefore.current, () => blogTitle)
    titleBefore.current = blogTitle
    document.title = waiting > 0 ? `(${waiting}) ${plain}` : plain
  }, [blogTitle, waiting])
}

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
