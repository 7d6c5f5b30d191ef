import type { Delta } from "@/lib/protocol/delta"
import { parseDelta } from "@/lib/protocol/parse-delta"
import { isInteger, isText } from "@/lib/protocol/validators"

const RELOADED_AT = "running-story:reloaded-at"
/** A page that does not understand its server after it was loaded anew either waits this long before the next try. */
const RELOAD_INTERVAL_MS = 10 * 60_000
/** All pages that are open find out in the same moment. */
const SPREAD_MS = 4_000

/**
 * What should be a delta, checked; null when it is none. One that a server of another release made, in which there is more or
 * less than this page knows of, makes the page load anew, once: no page stays behind for being old.
 */
export function parseOrReload(value: unknown): Delta | null {
  const delta = parseDelta(value)
  if (!delta && isOfAnotherRelease(value)) reloadSoon()
  return delta
}

function isOfAnotherRelease(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false
  const { epoch, from, version, posts, removals } = value as Partial<Record<keyof Delta, unknown>>
  return isText(epoch) && isInteger(from) && isInteger(version) && Array.isArray(posts) && Array.isArray(removals)
}

let isPlanned = false

function reloadSoon(): void {
  if (isPlanned || !mayReload()) return
  isPlanned = true
  setTimeout(() => window.location.reload(), Math.random() * SPREAD_MS)
}

// Where a browser keeps nothing there is no telling whether this was tried: then the page stays as it is.
function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0)
    if (Date.now() - last < RELOAD_INTERVAL_MS) return false
    sessionStorage.setItem(RELOADED_AT, String(Date.now()))
    return true
  } catch {
    return false
  }
}
