import { sessionItems } from "@/lib/local-storage"
import type { Delta } from "@/lib/protocol/delta"
import { parseDelta } from "@/lib/protocol/parse-delta"
import { isInteger, isText } from "@/lib/protocol/validators"

const RELOADED_AT = "running-story:reloaded-at"
/** A reload that did not help is tried again after this time. */
const RELOAD_INTERVAL_MS = 10 * 60_000
/** All open pages find out in the same moment. */
const SPREAD_MS = 4_000

/**
 * A validated delta, or null. A delta of another release, which this page cannot read, makes the
 * page reload, once.
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

function mayReload(): boolean {
  const last = Number(sessionItems.read(RELOADED_AT) ?? 0)
  if (Date.now() - last < RELOAD_INTERVAL_MS) return false
  // Without storage the page may have been reloaded when it was opened, and only then.
  return sessionItems.write(RELOADED_AT, String(Date.now())) || performance.now() > RELOAD_INTERVAL_MS
}
