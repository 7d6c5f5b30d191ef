import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { quickChoices, resolveTime, timeUntil, toChoice } from "@/components/desk/schedule/date-time"
import { fromLocalTime, toLocalTime } from "@/lib/i18n/zoned-time"

const isos = (day: string, clock: string, zone: string) =>
  fromLocalTime({ day, clock }, zone).map((moment) => moment.toISOString())

describe("a time of day somewhere", () => {
  it("is one moment on most days", () => {
    expect(isos("2026-11-21", "20:00", "Europe/Berlin")).toEqual(["2026-11-21T19:00:00.000Z"])
    expect(isos("2026-07-01", "20:00", "Europe/Berlin")).toEqual(["2026-07-01T18:00:00.000Z"])
    expect(isos("2026-11-21", "20:00", "Asia/Kathmandu")).toEqual(["2026-11-21T14:15:00.000Z"])
    expect(isos("2026-01-01", "00:00", "Pacific/Kiritimati")).toEqual(["2025-12-31T10:00:00.000Z"])
  })

  it("is none where clocks are put forward over it", () => {
    expect(isos("2026-03-29", "02:30", "Europe/Berlin")).toEqual([])
    expect(isos("2026-03-29", "01:59", "Europe/Berlin")).toEqual(["2026-03-29T00:59:00.000Z"])
    expect(isos("2026-03-29", "03:00", "Europe/Berlin")).toEqual(["2026-03-29T01:00:00.000Z"])
    expect(isos("2026-03-08", "02:15", "America/New_York")).toEqual([])
    // By half an hour there.
    expect(isos("2026-10-04", "02:15", "Australia/Lord_Howe")).toEqual([])
    // A whole day that Samoa never had.
    expect(isos("2011-12-30", "12:00", "Pacific/Apia")).toEqual([])
  })

  it("is two where clocks are put back over it", () => {
    expect(isos("2026-10-25", "02:30", "Europe/Berlin")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ])
    expect(isos("2026-10-25", "03:00", "Europe/Berlin")).toEqual(["2026-10-25T02:00:00.000Z"])
    expect(isos("2026-11-01", "01:00", "America/New_York")).toEqual([
      "2026-11-01T05:00:00.000Z",
      "2026-11-01T06:00:00.000Z",
    ])
  })

  it("is none for what is no day or time", () => {
    for (const [day, clock] of [
      ["2026-02-30", "10:00"],
      ["", "10:00"],
      ["2026-01-01", "25:00"],
      ["2026-01-01", ""],
    ] as const)
      expect(isos(day, clock, "UTC")).toEqual([])
  })

  it("and back again is the same moment, anywhere and at any time", () => {
    const zones = [
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "America/Sao_Paulo",
    ]
    const minutes = fc.integer({ min: Date.UTC(2015, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const moment = new Date(minute * 60_000)
        const found = fromLocalTime(toLocalTime(moment, zone), zone).map(Number)
        expect(found).toContain(moment.getTime())
        const again = resolveTime(toChoice(moment, zone), zone, new Date(0), "future")
        expect(again.at?.getTime()).toBe(moment.getTime())
      }),
      { numRuns: 2_000 },
    )
  })
})

describe("choosing a moment", () => {
  const now = new Date("2026-10-24T22:10:00Z")
  const zone = "Europe/Berlin"

  it("refuses the other side of now, in words", () => {
    const past = toChoice(new Date("2026-10-24T22:09:00Z"), zone)
    const future = toChoice(new Date("2026-10-24T22:11:00Z"), zone)
    expect(resolveTime(past, zone, now, "future").problem).toContain("has passed")
    expect(resolveTime(future, zone, now, "past").problem).toContain("has not come yet")
    expect(resolveTime(future, zone, now, "future").problem).toBeNull()
    expect(resolveTime({ day: "", clock: "", second: false }, zone, now, "past").problem).toContain("Choose a day")
  })

  it("asks which of two, and says that there is none", () => {
    const night = { day: "2026-10-25", clock: "02:30" }
    expect(resolveTime({ ...night, second: false }, zone, now, "future")).toMatchObject({
      at: new Date("2026-10-25T00:30:00Z"),
      twice: true,
    })
    expect(resolveTime({ ...night, second: true }, zone, now, "future").at).toEqual(new Date("2026-10-25T01:30:00Z"))
    const never = resolveTime({ day: "2027-03-28", clock: "02:30", second: false }, zone, now, "future")
    expect(never.problem).toContain("clocks are put forward")
  })

  it("offers times that are often wanted, none of which has passed", () => {
    const choices = quickChoices(now, zone)
    expect(choices.map(({ label }) => label)).toEqual([
      "In 15 minutes",
      "In 1 hour",
      "At 01:00",
      "At 20:00",
      "Tomorrow, 08:00",
    ])
    for (const { at } of choices) expect(at.getTime()).toBeGreaterThan(now.getTime())
    // The night has an hour more.
    expect(choices.map(({ at }) => at.toISOString())).toEqual([
      "2026-10-24T22:25:00.000Z",
      "2026-10-24T23:10:00.000Z",
      "2026-10-24T23:00:00.000Z",
      "2026-10-25T19:00:00.000Z",
      "2026-10-26T07:00:00.000Z",
    ])
  })

  it("says how long until then", () => {
    const until = (minutes: number) => timeUntil(new Date(now.getTime() + minutes * 60_000), now)
    expect([0.2, 1, 15, 119, 180, 60 * 72].map(until)).toEqual([
      "in 1 minute",
      "in 1 minute",
      "in 15 minutes",
      "in 119 minutes",
      "in 3 hours",
      "in 3 days",
    ])
  })
})
