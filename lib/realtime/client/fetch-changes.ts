import type { Cursor, Delta } from "@/lib/protocol/delta"
import { PUSH_FAILS, PUSH_SERVICE_HEADER } from "@/lib/protocol/push-service"
import { readerPaths } from "@/lib/reader-paths"
import { parseOrReload } from "./version-skew"

/** For a response that the server does not hold. */
const TIMEOUT_MS = 15_000

/** The blog is not public. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError"
}

export function isNotFoundError(thrown: unknown): thrown is NotFoundError {
  return thrown instanceof Error && thrown.name === "NotFoundError"
}

export type ChangesRequest = {
  slug: string
  /** Address of the changes, where it is not the blog's public one. */
  at?: string | undefined
  cursor: Cursor
  /** Seconds that the server may hold the response until something changes. */
  wait?: number
  /** Of the last response to a held poll: readers at one position share their responses by it. */
  pollCursor?: number | undefined
  signal: AbortSignal
}

/** `pushFails`: the server fails to reach the blog's Pusher service. */
export type ChangesAnswer = { delta: Delta; pushFails: boolean }

/** Requests all changes after a position, and validates the response. */
export async function fetchChanges({
  slug,
  at,
  cursor,
  wait = 0,
  pollCursor,
  signal,
}: ChangesRequest): Promise<ChangesAnswer> {
  const query = new URLSearchParams({ epoch: cursor.epoch, after: String(cursor.version) })
  if (wait > 0) query.set("wait", String(wait))
  // An address with a secret in it belongs in no shared cache.
  if (wait > 0 && pollCursor !== undefined && !at) query.set("cursor", String(pollCursor))
  const abort = new AbortController()
  const cancel = () => abort.abort()
  const timer = setTimeout(cancel, wait * 1000 + TIMEOUT_MS)
  signal.addEventListener("abort", cancel)
  if (signal.aborted) cancel()
  try {
    // "no-cache": the browser revalidates what it has, and never uses an old body without asking.
    const response = await fetch(`${at ?? readerPaths.changes(slug)}?${query}`, {
      cache: "no-cache",
      credentials: "omit",
      signal: abort.signal,
    })
    if (response.status === 404 || response.status === 410) throw new NotFoundError()
    if (!response.ok) throw new Error(`The changes were answered with ${response.status}.`)
    const delta = parseOrReload(await response.json())
    if (!delta) throw new Error("The answer is no delta.")
    return { delta, pushFails: response.headers.get(PUSH_SERVICE_HEADER) === PUSH_FAILS }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener("abort", cancel)
  }
}
