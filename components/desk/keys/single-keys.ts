import { isComposing } from "@/components/ui/is-composing"
import { localItems } from "@/lib/local-storage"

const KEY = "running-story:single-keys"
const listeners = new Set<() => void>()

/**
 * Whether keys work without Ctrl or Cmd. Speech input and a shaking hand press single keys unmeant, so they can be turned
 * off (WCAG 2.1.4); the browser remembers it.
 */
export function areSingleKeysOn(): boolean {
  return localItems.read(KEY) !== "off"
}

export function turnSingleKeys(on: boolean): void {
  if (on) localItems.remove(KEY)
  else localItems.write(KEY, "off")
  for (const listener of listeners) listener()
}

export function onSingleKeysTurned(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True for a key pressed by itself, outside of everything that takes text or has keys of its own. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return false
  const target = event.target
  const taken = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]"
  if (target instanceof Element && target.closest(taken) && !isButtonLike(target)) return false
  return !document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]") && areSingleKeysOn()
}

function isButtonLike(target: Element): boolean {
  return target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio")
}
