import type { Cursor, Delta } from "@/lib/protocol/delta"
import { PUSH_FAILS, PUSH_SERVICE_HEADER } from "@/lib/protocol/push-service"
import { readerPaths } from "@/lib/reader-paths"
import { parseOrReload } from "./version-skew"

/** How long an answer that is not held back may take. */
const TIMEOUT_MS = 15_000

/** The blog is not public any more: there is nothing to wait for. */
export class GoneError extends Error {
  override readonly name = "GoneError"
}

export function isGoneError(thrown: unknown): thrown is GoneError {
  return thrown instanceof Error && thrown.name === "GoneError"
}

export type ChangesRequest = {
  slug: string
  /** Where to ask instead of the blog's public door. */
  at?: string | undefined
  cursor: Cursor
  /** Seconds that the server may hold the answer back until something changes. */
  wait?: number
  signal: AbortSignal
}

/** `pushFails`: the server cannot tell the blog's Pusher service of changes at the moment. */
export type ChangesAnswer = { delta: Delta; pushFails: boolean }

/** Asks for all changes after a position. What comes back is checked before anybody sees it. */
export async function fetchChanges({ slug, at, cursor, wait = 0, signal }: ChangesRequest): Promise<ChangesAnswer> {
  const query = new URLSearchParams({ epoch: cursor.epoch, after: String(cursor.version) })
  if (wait > 0) query.set("wait", String(wait))
  const abort = new AbortController()
  const giveUp = () => abort.abort()
  const timer = setTimeout(giveUp, wait * 1000 + TIMEOUT_MS)
  signal.addEventListener("abort", giveUp)
  if (signal.aborted) giveUp()
  try {
    // "no-cache" lets the browser's own cache answer a 304, and never an old body unasked.
    const response = await fetch(`${at ?? readerPaths.changes(slug)}?${query}`, {
      cache: "no-cache",
      credentials: "omit",
      signal: abort.signal,
    })
    if (response.status === 404 || response.status === 410) throw new GoneError()
    if (!response.ok) throw new Error(`The changes were answered with ${response.status}.`)
    const delta = parseOrReload(await response.json())
    if (!delta) throw new Error("The answer is no delta.")
    return { delta, pushFails: response.headers.get(PUSH_SERVICE_HEADER) === PUSH_FAILS }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener("abort", giveUp)
  }
}
