import { fill, type ReaderWords } from "./reader-words"
import { clockTimeWithZone, dayName, isSameDay, type Place, weekday } from "./times"

type Planned = { status: string; coverageAt: string | null }

/** When coverage is to begin, while it has not: nothing is there yet, and the time is still to come. Else null. */
export function plannedStart({ status, coverageAt }: Planned, posts: number, now: number): string | null {
  return status === "live" && posts === 0 && coverageAt && Date.parse(coverageAt) > now ? coverageAt : null
}

/** "Starts at 20:00 CET", with the day when that is not today. */
export function sayStart(iso: string, now: number, place: Place, words: ReaderWords): string {
  return sayWhen(iso, now, place, [words.startsAt, words.startsOn], weekday)
}

/** "Coverage starts at 20:00 CET", with the day in full when that is not today. */
export function announceStart(iso: string, now: number, place: Place, words: ReaderWords): string {
  return sayWhen(iso, now, place, [words.coverageStarts, words.coverageStartsOn], dayName)
}

function sayWhen(
  iso: string,
  now: number,
  place: Place,
  [today, later]: [string, string],
  dayOf: typeof weekday,
): string {
  const sentence = isSameDay(iso, new Date(now).toISOString(), place) ? today : later
  return fill(sentence, { day: dayOf(iso, place), time: clockTimeWithZone(iso, place) })
}
