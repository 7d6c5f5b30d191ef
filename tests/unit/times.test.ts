import { describe, expect, it } from "vitest"
import { readerWords } from "@/lib/words/languages"
import { say } from "@/lib/words/reader-words"
import { agoOrDay, clockTime, clockTimeWithZone, dayName, relativeTime } from "@/lib/words/times"

const AT = "2026-03-01T12:00:00.000Z"
const later = (ms: number) => Date.parse(AT) + ms
const MINUTE = 60_000

describe("how long ago an update came", () => {
  it.each([
    [-5 * MINUTE, "now"],
    [0, "now"],
    [MINUTE - 1, "now"],
    [MINUTE, "1m ago"],
    [59 * MINUTE + 59_999, "59m ago"],
    [60 * MINUTE, "1h ago"],
    [24 * 60 * MINUTE, "1d ago"],
    [7 * 24 * 60 * MINUTE - 1, "6d ago"],
    [7 * 24 * 60 * MINUTE, null],
  ])("%i ms later it says %s", (ms, words) => {
    expect(relativeTime(AT, later(ms), "en")).toBe(words)
  })

  it("after a week the day says more", () => {
    expect(agoOrDay(AT, later(8 * 24 * 60 * MINUTE), { timeZone: "UTC", language: "en" })).toBe("Mar 1, 2026")
  })

  it("speaks the blog's language", () => {
    expect(relativeTime(AT, later(2 * MINUTE), "de")).toMatch(/^vor 2/)
  })
})

describe("the time on the clock", () => {
  it("is the blog's, not the server's", () => {
    expect(clockTime("2026-07-01T23:30:00.000Z", { timeZone: "Europe/Berlin", language: "en" })).toBe("01:30")
    expect(clockTimeWithZone(AT, { timeZone: "UTC", language: "en" })).toBe("12:00 UTC")
    expect(dayName("2026-07-01T23:30:00.000Z", { timeZone: "Europe/Berlin", language: "de" })).toContain("2. Juli")
  })

  it("names the zones of Europe as people there do, in English too", () => {
    const zoneIn = (timeZone: string) => clockTimeWithZone(AT, { timeZone, language: "en" }).slice("12:00 ".length)
    expect(["Europe/Berlin", "Europe/London", "America/New_York"].map(zoneIn)).toEqual(["CET", "GMT", "EST"])
  })

  it("midnight is 00:00", () => {
    expect(clockTime("2026-01-01T00:00:00.000Z", { timeZone: "UTC", language: "en" })).toBe("00:00")
  })

  it("falls back to UTC, and says so, where a zone is not known", () => {
    expect(clockTimeWithZone(AT, { timeZone: "Mars/Olympus", language: "en" })).toBe("12:00 UTC")
  })
})

it("a language without words of its own gets its base language's, else English", () => {
  expect(say(readerWords("en-GB").newUpdates, 1, "en-GB")).toBe("1 new update")
  expect(say(readerWords("tlh").newUpdates, 3, "tlh")).toBe("3 new updates")
})
