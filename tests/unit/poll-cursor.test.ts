import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nextCursor, SHARED_WAIT_S } from "@/lib/protocol/poll-cursor"

const INTERVAL_MS = SHARED_WAIT_S * 1000
const cursors = fc.nat({ max: 2_000_000_000_000 })
const times = fc.nat({ max: 4_000_000_000_000 })

describe("the cursor of a long poll", () => {
  it("is never one that an answer without news was kept for", () => {
    fc.assert(
      fc.property(cursors, times, (asked, now) => {
        expect(nextCursor(asked, false, now)).toBeGreaterThan(Math.min(asked, Number.MAX_SAFE_INTEGER - 1))
      }),
    )
  })

  it("is the same for all readers who had the same news within an interval", () => {
    fc.assert(
      fc.property(cursors, cursors, times, (one, other, now) => {
        const start = now - (now % INTERVAL_MS)
        expect(nextCursor(one, true, now)).toBe(nextCursor(other, true, start))
      }),
    )
  })

  it("brings readers without news together, whenever they came", () => {
    const now = 1_000 * INTERVAL_MS
    expect([0, 1, 998, 999].map((asked) => nextCursor(asked, false, now))).toEqual([1000, 1000, 1000, 1000])
    expect(nextCursor(1000, false, now)).toBe(1001)
  })

  it("stays a number that a client can send", () => {
    const next = nextCursor(Number.MAX_SAFE_INTEGER, false, INTERVAL_MS)
    expect(next).toBe(1)
  })
})
