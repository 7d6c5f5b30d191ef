import { dayName, isSameDay, type TimeFormat, weekday } from "./format-dates"
import { interpolate, type Messages } from "./messages"
import { sayAtInZone } from "./say-when"

type Planned = { status: string; coverageAt: string | null }

/** When coverage is to begin, while it has not: nothing is there yet, and the time is still to come. Else null. */
export function plannedStart({ status, coverageAt }: Planned, posts: number, now: number): string | null {
  return status === "live" && posts === 0 && coverageAt && Date.parse(coverageAt) > now ? coverageAt : null
}

/** "Starts at 20:00 CET", with the day when that is not today. */
export function describeStart(iso: string, now: number, place: TimeFormat, words: Messages): string {
  return interpolate(words.starts, { when: sayStart(iso, now, place, words, weekday) })
}

/** "Coverage starts at 20:00 CET", with the day in full when that is not today. */
export function startAnnouncement(iso: string, now: number, place: TimeFormat, words: Messages): string {
  return interpolate(words.coverageStarts, { when: sayStart(iso, now, place, words, dayName) })
}

function sayStart(iso: string, now: number, place: TimeFormat, words: Messages, dayOf: typeof weekday): string {
  const isToday = isSameDay(iso, new Date(now).toISOString(), place)
  return sayAtInZone(iso, isToday ? null : dayOf(iso, place), place, words)
}
