import { Time } from "@/components/post/post-time"
import { clockBeside, dayAndClock, fullTime, relativeTime, shortDay, type TimeFormat } from "@/lib/i18n/format-dates"

/** The desk speaks English, whatever the blog's language. */
const LANGUAGE = "en-GB"

export function deskPlace({ timeZone }: { timeZone: string }): TimeFormat {
  return { timeZone, language: LANGUAGE }
}

/** "14:32", with the day when it is not `today`'s; the tooltip has the rest. */
export function DeskTime({ iso, timeZone, today }: { iso: string; timeZone: string; today?: string | undefined }) {
  const place = deskPlace({ timeZone })
  return (
    <Time iso={iso} place={place} className="tabular-nums">
      {today === undefined ? dayAndClock(iso, place) : clockBeside(iso, today, place)}
    </Time>
  )
}

/** "3m ago" by the server's clock, later the date. Never worked out anew in the browser, so that both agree. */
export function Ago({ iso, now, timeZone = "UTC" }: { iso: string; now: number; timeZone?: string }) {
  const place = deskPlace({ timeZone })
  return (
    <time dateTime={iso} title={fullTime(iso, place)}>
      {relativeTime(iso, now, LANGUAGE) ?? shortDay(iso, place)}
    </time>
  )
}

/** "14:32:05": where somebody waits for it. */
export function ClockTime({ iso, timeZone }: { iso: string; timeZone: string }) {
  const options = { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit" } as const
  return (
    <time dateTime={iso} className="tabular-nums">
      {new Intl.DateTimeFormat(LANGUAGE, options).format(new Date(iso))}
    </time>
  )
}
