import { describe, expect, it } from "vitest"
import {
  agoOrDay,
  clockBeside,
  clockTime,
  clockTimeWithZone,
  dayAndClock,
  dayAndClockWithZone,
  dayName,
  relativeTime,
} from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { plural } from "@/lib/i18n/messages"

const AT = "2026-03-01T12:00:00.000Z"
const later = (ms: number) => Date.parse(AT) + ms
const MINUTE = 60_000
/** With the spaces that keep a number and its unit on one line as plain ones. */
const said = (age: number, language: string) => relativeTime(AT, later(age), language)?.replaceAll("\u00a0", " ")

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

  it.each([
    ["de", "vor 2 Min.", "vor 3 Std."],
    ["fr", "il y a 2 min", "il y a 3 h"],
    ["es", "hace 2 min", "hace 3 h"],
    ["ar", "قبل دقيقتين", "قبل 3 ساعات"],
  ])("in %s as people there write it", (language, minutes, hours) => {
    expect(said(2 * MINUTE, language)).toBe(minutes)
    expect(said(3 * 60 * MINUTE, language)).toBe(hours)
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

describe("a day with its time", () => {
  const EVENING = "2026-03-01T19:05:00.000Z"
  const place = (language: string) => ({ timeZone: "UTC", language })

  it.each([
    ["en", "Mar 1, 2026, 19:05"],
    ["de", "1. März 2026, 19:05"],
    ["fr", "1 mars 2026, 19:05"],
    ["es", "1 mar 2026, 19:05"],
    ["ar", "1 مارس 2026، 19:05"],
  ])("in %s as people there write it, with the zone where the time stands", (language, words) => {
    expect(dayAndClock(EVENING, place(language))).toBe(words)
    expect(dayAndClockWithZone(EVENING, place(language))).toBe(`${words} UTC`)
    expect(clockBeside(EVENING, AT, place(language))).toBe("19:05")
    expect(clockBeside(EVENING, "2026-02-28T23:00:00.000Z", place(language))).toBe(words)
  })

  it("has its zone at every hour, and Europe's zones by their names", () => {
    for (const language of ["en", "de", "fr", "es", "ar", "he", "pt-BR", "ja", "zh", "fa"])
      for (let hour = 0; hour < 24; hour += 1) {
        const iso = new Date(Date.UTC(2026, 0, 1, hour, 5)).toISOString()
        expect(dayAndClockWithZone(iso, place(language)), `${language} ${iso}`).toContain("UTC")
      }
    expect(dayAndClockWithZone(EVENING, { timeZone: "Europe/Berlin", language: "en" })).toBe("Mar 1, 2026, 20:05 CET")
  })
})

it("a language without words of its own gets its base language's, else English", () => {
  expect(plural(messagesFor("en-GB").newUpdates, 1, "en-GB")).toBe("1 new update")
  expect(plural(messagesFor("tlh").newUpdates, 3, "tlh")).toBe("3 new updates")
})
