import { sessionItems } from "@/lib/local-storage"

const LOCK = "running-story:tab:"
const BEFORE = "running-story:tab-before"

/** A random name; `randomUUID` is missing on pages served without https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The name of this page for as long as it is open. Each tab keeps its texts under it, so that none writes over another's. */
export const TAB_ID = typeof window === "undefined" ? "" : newKey()

/** What this tab was called before its page was loaded anew. Its lock may not be gone yet, but it is. */
export const PREVIOUS_TAB_ID = typeof window === "undefined" ? null : takeTab()

function takeTab(): string | null {
  // Held until the page is gone, however it goes: a tab that crashed must not count as open.
  void globalThis.navigator.locks?.request(LOCK + TAB_ID, () => new Promise<never>(() => {}))
  const former = sessionItems.read(BEFORE)
  sessionItems.write(BEFORE, TAB_ID)
  return former
}

/**
 * The tabs that are open in this browser, this one included. Where a browser cannot tell (a page without https), only
 * this one: a text of another open tab is then offered here too, and stays there.
 */
export async function listOpenTabs(): Promise<Set<string>> {
  const held = (await globalThis.navigator.locks?.query().catch(() => null))?.held ?? []
  const names = held.flatMap(({ name = "" }) => (name.startsWith(LOCK) ? [name.slice(LOCK.length)] : []))
  const open = new Set([...names, TAB_ID])
  if (PREVIOUS_TAB_ID) open.delete(PREVIOUS_TAB_ID)
  return open
}
