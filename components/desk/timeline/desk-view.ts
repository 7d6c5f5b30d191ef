import { useSyncExternalStore } from "react"

/** How the timeline is drawn: a line for each post, or a card as readers see it. */
export type DeskView = "rows" | "cards"

const KEY = "running-story:desk-view"
const listeners = new Set<() => void>()

/** The view that this browser remembers. */
export function useDeskView(): DeskView {
  return useSyncExternalStore(subscribe, readView, () => "rows")
}

export function setDeskView(view: DeskView): void {
  try {
    window.localStorage.setItem(KEY, view)
  } finally {
    for (const listener of listeners) listener()
  }
}

function readView(): DeskView {
  try {
    return window.localStorage.getItem(KEY) === "cards" ? "cards" : "rows"
  } catch {
    // A browser that keeps nothing shows rows.
    return "rows"
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
