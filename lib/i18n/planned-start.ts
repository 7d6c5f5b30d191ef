import { clockTimeWithZone, dayName, isSameDay, type TimeFormat, weekday } from "./format-dates"
import { interpolate, type Messages } from "./messages"

type Planned = { status: string; coverageAt: string | null }

/** When coverage is to begin, while it has not: nothing is there yet, and the time is still to come. Else null. */
export function plannedStart({ status, coverageAt }: Planned, posts: number, now: number): string | null {
  return status === "live" && posts === 0 && coverageAt && Date.parse(coverageAt) > now ? coverageAt : null
}

/** "Starts at 20:00 CET", with the day when that is not today. */
export function describeStart(iso: string, now: number, place: TimeFormat, words: Messages): string {
  return sayWhen(iso, now, place, [words.startsAt, words.startsOn], weekday)
}

/** "Coverage starts at 20:00 CET", with the day in full when that is not today. */
export function startAnnouncement(iso: string, now: number, place: TimeFormat, words: Messages): string {
  return sayWhen(iso, now, place, [words.coverageStarts, words.coverageStartsOn], dayName)
}

function sayWhen(
  iso: string,
  now: number,
  place: TimeFormat,
  [today, later]: [string, string],
  dayOf: typeof weekday,
): string {
  const sentence = isSameDay(iso, new Date(now).toISOString(), place) ? today : later
  return interpolate(sentence, { day: dayOf(iso, place), time: clockTimeWithZone(iso, place) })
}
