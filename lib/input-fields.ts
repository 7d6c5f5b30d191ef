import { z } from "zod"
import { isVisible } from "./visible-text"

/*
 * Fields that many inputs have. What no text may hold is refused for all fields alike, by `parseInput`.
 */

/** The largest integer of PostgreSQL. */
const MAX_COUNT = 2 ** 31 - 1
const MAX_ID_CHARACTERS = 200
/** Years that have four digits everywhere: in every time zone, in PostgreSQL, in feeds. */
const YEARS = { first: 1000, last: 9998 }
const TIME_WORDS = "Use a time such as 2026-11-03T20:00:00Z."
const YEAR_WORDS = `Use a time of the years ${YEARS.first} to ${YEARS.last}.`

/** Something's id. Which ones there are, the database knows. */
export const idField = z.string().max(MAX_ID_CHARACTERS, `An id has at most ${MAX_ID_CHARACTERS} characters.`)

/** The number of a revision, or of whatever else is counted. */
export const countField = z.int().min(0).max(MAX_COUNT, `Use at most ${MAX_COUNT}.`)

/** A moment, as ISO 8601 with its offset. */
export const timeField = z.iso.datetime({ offset: true, error: TIME_WORDS }).refine(isInReach, YEAR_WORDS)

/** A day of a calendar, as 2026-11-03. */
export const dayField = z.iso.date().refine(isInReach, YEAR_WORDS)

/** Words on one line: what separates lines, and controls, become a space. Nothing visible: empty. */
export const lineField = z
  .string()
  .overwrite((text) => orEmpty(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")))
  .trim()

/** Words on several lines, without controls. Nothing visible: empty. */
export const linesField = z
  .string()
  .overwrite((text) => orEmpty(text.replaceAll(/\r\n?/g, "\n").replaceAll(/(?![\n\t])\p{Cc}/gu, "")))
  .trim()

function orEmpty(text: string): string {
  return isVisible(text) ? text : ""
}

// What is no time at all has its own words.
function isInReach(time: string): boolean {
  const year = new Date(time).getUTCFullYear()
  return Number.isNaN(year) || (year >= YEARS.first && year <= YEARS.last)
}
