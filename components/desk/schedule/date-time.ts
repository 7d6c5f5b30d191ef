import { fromLocalTime, type LocalTime, toLocalTime } from "@/lib/i18n/zoned-time"

/** A moment as it is being chosen: `second` where the clock shows that time twice in the night it is put back. */
export type DateTimeChoice = LocalTime & { second: boolean }

export type ResolvedTime =
  | { at: Date; twice: boolean; problem: null }
  /** `problem`: why this is no moment that can be chosen, in words. */
  | { at: null; twice: boolean; problem: string }

export function toChoice(moment: Date, timeZone: string): DateTimeChoice {
  const local = toLocalTime(moment, timeZone)
  const [first] = fromLocalTime(local, timeZone)
  // Seconds are not chosen, so moments are compared by their minute.
  const second = first !== undefined && moment.getTime() - first.getTime() >= 60_000
  return { ...local, second }
}

export function isSameChoice(a: DateTimeChoice, b: DateTimeChoice): boolean {
  return a.day === b.day && a.clock === b.clock && a.second === b.second
}

/** The moment that was chosen, on the side of `now` where it must lie. */
export function resolveTime(
  choice: DateTimeChoice,
  timeZone: string,
  now: Date,
  side: "past" | "future",
): ResolvedTime {
  if (choice.day === "" || choice.clock === "") return wrong("Choose a day and a time.")
  const [first, second] = fromLocalTime(choice, timeZone)
  if (!first) return wrong(`There is no ${choice.clock} that day: clocks are put forward over it. Choose another time.`)
  const twice = second !== undefined
  const at = twice && choice.second ? second : first
  if (side === "future" && at <= now) return { ...wrong("This time has passed. Choose a later one."), twice }
  if (side === "past" && at > now) return { ...wrong("This time has not come yet. Choose an earlier one."), twice }
  return { at, twice, problem: null }
}

function wrong(problem: string): ResolvedTime {
  return { at: null, twice: false, problem }
}

const MINUTE_MS = 60_000

/** Times that are often wanted, with the words for them, in the zone of the blog. */
export function quickChoices(now: Date, timeZone: string): { label: string; at: Date }[] {
  const inMinutes = (minutes: number) => new Date(Math.floor(now.getTime() / MINUTE_MS + minutes) * MINUTE_MS)
  const fullHour = new Date(Math.ceil((now.getTime() + 5 * MINUTE_MS) / (60 * MINUTE_MS)) * 60 * MINUTE_MS)
  const { clock } = toLocalTime(fullHour, timeZone)
  const today = toLocalTime(now, timeZone).day
  const [evening] = fromLocalTime({ day: today, clock: "20:00" }, timeZone)
  // By the calendar: in the night clocks are put back, 24 hours later can be the same day.
  const tomorrow = new Date(Date.parse(today) + 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)
  const [morning] = fromLocalTime({ day: tomorrow, clock: "08:00" }, timeZone)
  const choices = [
    { label: "In 15 minutes", at: inMinutes(15) },
    { label: "In 1 hour", at: inMinutes(60) },
    { label: `At ${clock}`, at: fullHour },
    ...(evening && evening > now ? [{ label: "At 20:00", at: evening }] : []),
    ...(morning ? [{ label: "Tomorrow, 08:00", at: morning }] : []),
  ]
  const known = new Set<string>()
  return choices.filter(({ label }) => !known.has(label) && known.add(label))
}

/** "in 14 minutes", "in 3 hours", "in 2 days": how long until a moment, counted up so that it is never said too early. */
export function timeUntil(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.ceil((at.getTime() - now.getTime()) / MINUTE_MS))
  const [count, unit] =
    minutes < 120
      ? [minutes, "minute"]
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1440), "day"]
  return `in ${count} ${unit}${count === 1 ? "" : "s"}`
}
