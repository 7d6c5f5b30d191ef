import { describe, expect, it } from "vitest"
import {
  clockBeside,
  clockTime,
  clockTimeWithZone,
  dayAndClock,
  dayAndClockWithZone,
  dayName,
  relativeTime,
} from "@/lib/i18n/format-dates"
import { listNames } from "@/lib/i18n/list-names"
import { messagesFor } from "@/lib/i18n/locales"
import { formatNumber, interpolate, plural } from "@/lib/i18n/messages"
import { describeStart, startAnnouncement } from "@/lib/i18n/planned-start"
import { sayAt, saySince, sayUpdated, sayUpdatedAt } from "@/lib/i18n/say-when"

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
    const place = { timeZone: "UTC", language: "en" }
    expect(sayUpdated(AT, later(8 * 24 * 60 * MINUTE), place, messagesFor("en"))).toBe("Updated on 1 Mar 2026")
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

/** In each language: within a day, later, since both, before the start, just changed, and changed on a day. */
const SENTENCES = {
  en: [
    "Updated at 15:08",
    "Updated on 1 Mar 2026 at 15:08",
    "3 new updates since 15:08",
    "3 new updates since 1 Mar 2026 at 15:08",
    "Starts at 15:08 UTC",
    "Coverage starts on Sunday 1 March 2026 at 15:08 UTC",
    "Updated just now",
    "Updated 5h ago",
    "Updated on 1 Mar 2026",
    "Updated on 1 Mar 2026 at 15:08 UTC",
  ],
  de: [
    "Aktualisiert um 15:08 Uhr",
    "Aktualisiert am 1. März 2026 um 15:08 Uhr",
    "3 neue Meldungen seit 15:08 Uhr",
    "3 neue Meldungen seit dem 1. März 2026, 15:08 Uhr",
    "Beginnt um 15:08 Uhr (UTC)",
    "Die Berichterstattung beginnt am Sonntag, 1. März 2026 um 15:08 Uhr (UTC)",
    "Gerade aktualisiert",
    "Aktualisiert vor 5 Std.",
    "Aktualisiert am 1. März 2026",
    "Aktualisiert am 1. März 2026 um 15:08 Uhr (UTC)",
  ],
  fr: [
    "Mis à jour à 15:08",
    "Mis à jour le 1 mars 2026 à 15:08",
    "3 nouvelles mises à jour depuis 15:08",
    "3 nouvelles mises à jour depuis le 1 mars 2026 à 15:08",
    "Début à 15:08 UTC",
    "Le direct commence le dimanche 1 mars 2026 à 15:08 UTC",
    "Mis à jour à l’instant",
    "Mis à jour il y a 5 h",
    "Mis à jour le 1 mars 2026",
    "Mis à jour le 1 mars 2026 à 15:08 UTC",
  ],
  es: [
    "Actualizado a las 15:08",
    "Actualizado el 1 mar 2026 a las 15:08",
    "3 actualizaciones nuevas desde las 15:08",
    "3 actualizaciones nuevas desde el 1 mar 2026 a las 15:08",
    "Empieza a las 15:08 UTC",
    "La cobertura empieza el domingo, 1 de marzo de 2026 a las 15:08 UTC",
    "Actualizado ahora mismo",
    "Actualizado hace 5 h",
    "Actualizado el 1 mar 2026",
    "Actualizado el 1 mar 2026 a las 15:08 UTC",
  ],
  ar: [
    "آخر تحديث الساعة 15:08",
    "آخر تحديث في 1 مارس 2026 الساعة 15:08",
    "3 تحديثات جديدة منذ الساعة 15:08",
    "3 تحديثات جديدة منذ 1 مارس 2026 الساعة 15:08",
    "تبدأ الساعة 15:08 UTC",
    "تبدأ التغطية في الأحد، 1 مارس 2026 الساعة 15:08 UTC",
    "حُدّثت الآن",
    "آخر تحديث قبل 5 ساعات",
    "آخر تحديث في 1 مارس 2026",
    "آخر تحديث في 1 مارس 2026 الساعة 15:08 UTC",
  ],
}

describe("a moment within a sentence", () => {
  const MOMENT = "2026-03-01T15:08:00.000Z"
  const OTHER_DAY = "2026-03-02T00:00:00.000Z"
  const HOUR = 60 * MINUTE
  const at = Date.parse(MOMENT)

  it.each(Object.entries(SENTENCES))(
    "in %s as people there write it, whether with a day or without",
    (language, said) => {
      const words = messagesFor(language)
      const place = { timeZone: "UTC", language }
      const updated = (beside: string) => interpolate(words.updated, { when: sayAt(MOMENT, beside, place, words) })
      const away = (beside: string) =>
        plural(words.awayNew, 3, language, { since: saySince(MOMENT, beside, place, words) })
      expect(
        [
          updated(MOMENT),
          updated(OTHER_DAY),
          away(MOMENT),
          away(OTHER_DAY),
          describeStart(MOMENT, at - HOUR, place, words),
          startAnnouncement(MOMENT, at - 48 * HOUR, place, words),
          sayUpdated(MOMENT, at, place, words),
          sayUpdated(MOMENT, at + 5 * HOUR, place, words),
          sayUpdated(MOMENT, at + 200 * HOUR, place, words),
          sayUpdatedAt(MOMENT, place, words),
        ].map((each) => each.replaceAll("\u00a0", " ").replace("Sunday, ", "Sunday ")),
      ).toEqual(said)
    },
  )

  it("at one o'clock in Spanish is said in the singular", () => {
    const words = messagesFor("es")
    const [place, one] = [{ timeZone: "UTC", language: "es" }, "2026-03-01T01:05:00.000Z"]
    expect(sayAt(one, one, place, words)).toBe("a la 01:05")
    expect(saySince(one, MOMENT, place, words)).toBe("desde la 01:05")
    expect(sayAt("2026-03-01T13:05:00.000Z", one, place, words)).toBe("a las 13:05")
  })

  it("in a language without words of its own is English throughout: words, dates, numbers, lists", () => {
    for (const language of ["ja", "uk", "pt-BR", "tlh"]) {
      const words = messagesFor(language)
      const place = { timeZone: "UTC", language }
      expect(sayUpdatedAt(MOMENT, place, words)).toBe("Updated on 1 Mar 2026 at 15:08 UTC")
      expect(relativeTime(MOMENT, at + HOUR, language)).toBe("1h ago")
      expect(plural(words.newUpdates, 1, language)).toBe("1 new update")
      expect(formatNumber(4_200, language)).toBe("4,200")
      expect(listNames(["Ana", "Ben", "Caio"], language)).toBe("Ana, Ben and Caio")
    }
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
    ["en", "1 Mar 2026, 19:05"],
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
    expect(dayAndClockWithZone(EVENING, { timeZone: "Europe/Berlin", language: "en" })).toBe("1 Mar 2026, 20:05 CET")
  })
})

it("a language without words of its own gets its base language's, else English", () => {
  expect(plural(messagesFor("en-GB").newUpdates, 1, "en-GB")).toBe("1 new update")
  expect(plural(messagesFor("tlh").newUpdates, 3, "tlh")).toBe("3 new updates")
})
