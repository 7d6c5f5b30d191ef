import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { LiveStatus } from "@/components/reader/live-status"
import { messagesFor } from "@/lib/i18n/locales"
import { describeStart, plannedStart, startAnnouncement } from "@/lib/i18n/planned-start"
import type { ConnectionState } from "@/lib/realtime/client/connection-state"
import { sampleBlog } from "./samples"

const START = "2026-11-24T19:00:00.000Z"
const BEFORE = Date.parse("2026-11-24T12:00:00.000Z")
const DAYS_BEFORE = Date.parse("2026-11-21T12:00:00.000Z")
const AFTER = Date.parse(START) + 1_000
const blog = sampleBlog({ coverageAt: START, timeZone: "Europe/Berlin" })

type Look = { now?: number; posts?: number; state?: ConnectionState; of?: typeof blog }

/** What the header says of a page, and how it marks it. */
function status({ now = BEFORE, posts = 0, state = "live", of = blog }: Look = {}) {
  const words = messagesFor(of.language)
  const html = renderToStaticMarkup(
    createElement(LiveStatus, { blog: of, words, at: "2026-11-20T08:00:00.000Z", posts, now, state, pausedWith: null }),
  )
  return {
    text: html
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim(),
    isRed: html.includes("live-badge"),
  }
}

describe("before coverage begins", () => {
  it("a page says when it starts, and nothing of live or updated", () => {
    for (const state of ["live", "connecting", "catching-up"] as const)
      expect(status({ state })).toEqual({ text: "Starts at 20:00 CET", isRed: false })
  })

  it("names the day when that is not today, as it is in the blog's own time zone", () => {
    expect(status({ now: DAYS_BEFORE }).text).toBe("Starts on Tue 24 Nov at 20:00 CET")
    expect(status({ of: { ...blog, timeZone: "Asia/Tokyo" } }).text).toBe("Starts on Wed 25 Nov at 04:00 GMT+9")
  })

  it("says first that the connection is lost, or that the blog is gone", () => {
    expect(status({ state: "reconnecting" }).text).toMatch(/^Reconnecting/)
    expect(status({ state: "gone" }).text).toBe("This live blog is no longer available.")
  })
})

it("with the first update, or at its time, the page is live", () => {
  expect(status({ posts: 1 })).toEqual({ text: "Live Updated 4d ago", isRed: true })
  expect(status({ now: AFTER })).toEqual({ text: "Live", isRed: true })
})

it("a blog that is over, or has no such time, starts at none", () => {
  expect(plannedStart({ ...blog, status: "ended" }, 0, BEFORE)).toBeNull()
  expect(plannedStart({ ...blog, coverageAt: null }, 0, BEFORE)).toBeNull()
  expect(plannedStart(blog, 0, Date.parse(START))).toBeNull()
})

it.each([
  ["de", "Beginnt um 20:00 Uhr (MEZ)", "Beginnt am Di., 24. Nov. um 20:00 Uhr (MEZ)"],
  ["fr", "Début à 20:00 UTC+1", "Début le mar. 24 nov. à 20:00 UTC+1"],
  ["es", "Empieza a las 20:00 CET", "Empieza el mar, 24 nov a las 20:00 CET"],
  ["ar", "تبدأ الساعة 20:00 غرينتش+1", "تبدأ في الثلاثاء، 24 نوفمبر الساعة 20:00 غرينتش+1"],
])("in %s it is said in that language", (language, today, later) => {
  const place = { timeZone: "Europe/Berlin", language }
  expect(describeStart(START, BEFORE, place, messagesFor(language))).toBe(today)
  expect(describeStart(START, DAYS_BEFORE, place, messagesFor(language))).toBe(later)
  expect(startAnnouncement(START, DAYS_BEFORE, place, messagesFor(language))).toContain("20:00")
})
