import { useSyncExternalStore } from "react"
import { localItems } from "@/lib/local-storage"

/** How the timeline is drawn: a line for each post, or a card as readers see it. */
export type DeskView = "rows" | "cards"

const KEY = "running-story:desk-view"
const listeners = new Set<() => void>()

/** The view that this browser remembers. */
export function useDeskView(): DeskView {
  return useSyncExternalStore(
    onViewChange,
    () => (localItems.read(KEY) === "cards" ? "cards" : "rows"),
    () => "rows",
  )
}

export function setDeskView(view: DeskView): void {
  localItems.write(KEY, view)
  for (const listener of listeners) listener()
}

function onViewChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
