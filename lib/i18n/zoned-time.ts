/** A day and a time of day as people say them where they are: `2026-11-21` and `20:00`. */
export type LocalTime = { day: string; clock: string }

const DAY_MS = 86_400_000

/** What calendar and clock say at a moment in a time zone. */
export function toLocalTime(moment: Date, timeZone: string): LocalTime {
  const iso = new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone)).toISOString()
  return { day: iso.slice(0, 10), clock: iso.slice(11, 16) }
}

/**
 * The moments at which calendar and clock say so, earliest first. Usually one; none where clocks are put forward over that
 * time, two where they are put back over it. Also none for what is no day or time.
 */
export function fromLocalTime({ day, clock }: LocalTime, timeZone: string): Date[] {
  const wall = Date.parse(`${day}T${clock}:00.000Z`)
  // The 30th of February is taken for a day in March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(`${day}T${clock}`)) return []
  // A zone changes its offset at most once within these two days.
  const offsets = new Set([wall - DAY_MS, wall + DAY_MS].map((moment) => offsetAt(moment, timeZone)))
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === wall)
    .sort((a, b) => a - b)
    .map((moment) => new Date(moment))
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = Object.fromEntries(
    partsFormat(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1_000) * 1_000
}

/** Each holds some ten kilobytes. */
const MAX_FORMATS = 200
const formats = new Map<string, Intl.DateTimeFormat>()

function partsFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  })
  if (formats.size >= MAX_FORMATS) formats.clear()
  formats.set(timeZone, format)
  return format
}
