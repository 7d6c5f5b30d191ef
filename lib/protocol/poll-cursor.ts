/*
 * Long polls that a shared cache answers for all readers at one position. The cache may keep an answer without news for
 * some seconds, so a reader never asks by an address that had one: the cursor in the address moves on.
 */

/** Response header with the cursor of the next request; the body has it too. */
export const CURSOR_HEADER = "Running-Story-Cursor"
/** Seconds for which the server holds such a poll: below what proxies cut off. */
export const SHARED_WAIT_S = 20
const INTERVAL_MS = SHARED_WAIT_S * 1000

/**
 * The cursor of the next request: the number of the current interval, which all readers have in common. After an answer
 * without news it is greater than the cursor that was `asked`. After news the version in the address is another one,
 * so that all readers meet again at the interval's number.
 */
export function nextCursor(asked: number, hasNews: boolean, now = Date.now()): number {
  const interval = Math.floor(now / INTERVAL_MS)
  return hasNews || asked < interval || asked >= Number.MAX_SAFE_INTEGER ? interval : asked + 1
}
