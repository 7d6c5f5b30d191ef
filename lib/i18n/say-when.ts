import { clockTime, isSameDay, relativeTime, shortDay, type TimeFormat, zoneName } from "./format-dates"
import { type ClockPhrase, interpolate, type Messages } from "./messages"

/*
 * Moments inside sentences: "at 15:08", "um 15:08 Uhr", "le 27 nov. 2026 à 15:08", "desde la 01:05".
 */

/** "at 15:08"; with the day where that is not the day of `beside`. */
export function sayAt(iso: string, beside: string, place: TimeFormat, words: Messages): string {
  return isSameDay(iso, beside, place)
    ? fill(words.when.at, iso, place, words)
    : fill(words.when.onAt, iso, place, words, shortDay(iso, place))
}

/** "since 15:08"; with the day where that is not the day of `beside`. */
export function saySince(iso: string, beside: string, place: TimeFormat, words: Messages): string {
  return isSameDay(iso, beside, place)
    ? fill(words.when.since, iso, place, words)
    : fill(words.when.sinceOn, iso, place, words, shortDay(iso, place))
}

/** "at 20:00 CET", with the day given where there is one: "on Tue 24 Nov at 20:00 CET". */
export function sayAtInZone(iso: string, day: string | null, place: TimeFormat, words: Messages): string {
  const clock = interpolate(words.clockZone, { time: clockTime(iso, place), zone: zoneName(iso, place) })
  return day === null
    ? fill(words.when.at, iso, place, words, "", clock)
    : fill(words.when.onAt, iso, place, words, day, clock)
}

/** "Updated just now", "Updated 2m ago", "Updated on 20 Nov 2026". */
export function sayUpdated(iso: string, now: number, place: TimeFormat, words: Messages): string {
  if (now - Date.parse(iso) < 60_000) return words.updatedNow
  const when = relativeTime(iso, now, place.language) ?? interpolate(words.when.on, { day: shortDay(iso, place) })
  return interpolate(words.updated, { when })
}

/** "Updated on 27 Nov 2026 at 15:08 CET": for what is looked at later. */
export function sayUpdatedAt(iso: string, place: TimeFormat, words: Messages): string {
  return interpolate(words.updated, { when: sayAtInZone(iso, shortDay(iso, place), place, words) })
}

function fill(
  { other, one }: ClockPhrase,
  iso: string,
  place: TimeFormat,
  words: Messages,
  day = "",
  clock = interpolate(words.clock, { time: clockTime(iso, place) }),
): string {
  const phrase = one && clockTime(iso, place).startsWith("01") ? one : other
  return interpolate(phrase, { day, clock })
}
