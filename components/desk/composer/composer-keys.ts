import type { KeyboardEvent } from "react"
import { isShortcut } from "@/components/desk/keys/shortcuts"
import { isComposing } from "@/components/ui/is-composing"

const KEYS = ["save", "saveDraft", "scheduleText", "templates", "leave"] as const

type ComposerKey = (typeof KEYS)[number]

/** Runs what a key means in a composer. */
export function runComposerKey(
  event: KeyboardEvent,
  root: HTMLElement | null,
  acts: Record<ComposerKey, () => void>,
): void {
  // Keys pressed in a dialog arrive here too, though it stands elsewhere in the page.
  if (!(event.target instanceof Node && root?.contains(event.target))) return
  const key = KEYS.find((id) => isShortcut(event, id))
  if (!key || isComposing(event)) return
  // The text has prevented what browsers do with these keys; its own lists keep Escape to themselves.
  event.preventDefault()
  if (key === "leave" || !event.repeat) acts[key]()
}
