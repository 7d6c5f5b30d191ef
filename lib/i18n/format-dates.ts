import { formatLocale, resolveLanguage } from "./spoken-languages"

/** Where and for whom a time is told. */
export type TimeFormat = { timeZone: string; language: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const RELATIVE_FOR = 7 * DAY

const SHAPES = {
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  clockZone: { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" },
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  shortDay: { day: "numeric", month: "short", year: "numeric" },
  dayClock: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: { dateStyle: "full", timeStyle: "long", hourCycle: "h23" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** "14:32" */
export const clockTime = (iso: string, place: TimeFormat) => format("clock", iso, place)
/** "14:32 UTC" */
export const clockTimeWithZone = (iso: string, place: TimeFormat) => format("clockZone", iso, place)
/** "Sunday, 20 July 1969" */
export const dayName = (iso: string, place: TimeFormat) => format("day", iso, place)
/** "Sun 20 Jul" */
export const weekday = (iso: string, place: TimeFormat) => format("weekday", iso, place)
/** "20 Jul 1969" */
export const shortDay = (iso: string, place: TimeFormat) => format("shortDay", iso, place)
/** "20 Jul 1969, 20:17", with the comma of the language. */
export const dayAndClock = (iso: string, place: TimeFormat) => format("dayClock", iso, place)
/** "20 Jul 1969, 20:17 UTC": the zone where the time stands, by the name that it has beside the time alone. */
export const dayAndClockWithZone = (iso: string, place: TimeFormat) =>
  dayAndClock(iso, place).replace(clockTime(iso, place), () => clockTimeWithZone(iso, place))
/** "UTC", "CET" */
export const zoneName = (iso: string, place: TimeFormat) =>
  clockTimeWithZone(iso, place).replace(clockTime(iso, place), "").trim()
/** "20:17", with the day where that is not the day of `beside`. */
export const clockBeside = (iso: string, beside: string, place: TimeFormat) =>
  (isSameDay(iso, beside, place) ? clockTime : dayAndClock)(iso, place)
/** Whether calendars there say the same. */
export const isSameDay = (iso: string, other: string, place: TimeFormat) =>
  shortDay(iso, place) === shortDay(other, place)
/** Everything, for the tooltip: day, time to the second, zone. */
export const fullTime = (iso: string, place: TimeFormat) => format("full", iso, place)

/**
 * "now", "2m ago", "3h ago", "5d ago"; null once an absolute date says more. Floors to whole units, so that it never
 * runs backwards, and takes what lies ahead of `now` for now.
 */
export function relativeTime(iso: string, now: number, language: string): string | null {
  const age = now - Date.parse(iso)
  if (age >= RELATIVE_FOR) return null
  if (age < MINUTE) return relativeFormat(language, "auto").format(0, "second")
  const [size, unit] =
    age < HOUR ? [MINUTE, "minute" as const] : age < DAY ? [HOUR, "hour" as const] : [DAY, "day" as const]
  return plainSpaces(relativeFormat(language, "always").format(-Math.floor(age / size), unit))
}

/** "Today", "Yesterday", else "Fri, Nov 27": what a group of times of one day is called. */
export function dayLabel(iso: string, now: number, place: TimeFormat): string {
  const days = [0, -1].find((day) => isSameDay(iso, new Date(now + day * DAY).toISOString(), place))
  if (days === undefined) return weekday(iso, place)
  const name = relativeFormat(place.language, "auto").format(days, "day")
  return name.charAt(0).toLocaleUpperCase(place.language) + name.slice(1)
}

/** Each holds some ten kilobytes outside of what the engine counts; a page needs a handful. */
const MAX_FORMATS = 500
const formats = new Map<string, Intl.DateTimeFormat>()
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

function format(shape: keyof typeof SHAPES, iso: string, { timeZone, language }: TimeFormat): string {
  const key = `${shape} ${language} ${timeZone}`
  const known = formats.get(key) ?? makeFormat(language, timeZone, SHAPES[shape])
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(key, known)
  return plainSpaces(known.format(new Date(iso)))
}

/** Versions of ICU disagree about narrow spaces; a page drawn by one and taken over by another must not. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u202f\u2009]/g, " ")
}

function makeFormat(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    const locale = options === SHAPES.clockZone ? zoneLocale(language, timeZone) : formatLocale(language)
    return new Intl.DateTimeFormat(locale, { ...options, timeZone })
  } catch {
    // A browser older than the zone's name still shows the page, in UTC and saying so.
    return new Intl.DateTimeFormat(formatLocale(language), { ...options, timeZone: "UTC" })
  }
}

/** Each English names the zones of its own parts of the world, and calls CET or EST elsewhere GMT+1 or GMT-5. */
function zoneLocale(language: string, timeZone: string): string {
  const locale = formatLocale(language)
  if (locale !== "en-GB") return locale
  return timeZone.startsWith("America/") || timeZone.startsWith("US/") || timeZone === "Pacific/Honolulu"
    ? "en-US"
    : timeZone.startsWith("Australia/")
      ? "en-AU"
      : "en-GB"
}

function relativeFormat(language: string, numeric: "auto" | "always"): Intl.RelativeTimeFormat {
  const key = `${numeric} ${language}`
  // The narrow ones of other languages are for tables: "-2 min" in French, "vor 2 m" in German.
  const isEnglish = resolveLanguage(language) === "en"
  // "2m ago": British English would say "2 min ago".
  const locale = isEnglish ? "en" : language
  const style = isEnglish ? "narrow" : "short"
  const known = relativeFormats.get(key) ?? new Intl.RelativeTimeFormat(locale, { style, numeric })
  if (relativeFormats.size >= MAX_FORMATS) relativeFormats.clear()
  relativeFormats.set(key, known)
  return known
}
