"use client"

import { useEffect, useState } from "react"
import { useBrowserTimeZone } from "@/components/desk/blogs/use-browser-time-zone"
import { DeskTime, deskPlace } from "@/components/desk/desk-time"
import { clockTimeWithZone } from "@/lib/i18n/format-dates"
import { timeUntil } from "./date-time"

const CHECK_INTERVAL_MS = 20_000

/** When a scheduled post goes out: by the blog's clock, by the editor's, and how long until then. */
export function ScheduledFor({ iso, timeZone, now }: { iso: string; timeZone: string; now: string }) {
  const mine = useBrowserTimeZone(timeZone)
  const [current, setCurrent] = useState(() => new Date(now))
  useEffect(() => {
    setCurrent(new Date())
    const timer = setInterval(() => setCurrent(new Date()), CHECK_INTERVAL_MS)
    return () => clearInterval(timer)
  }, [])
  const mineToo = mine === timeZone ? "" : ` (${clockTimeWithZone(iso, deskPlace({ timeZone: mine }))} where you are)`
  return (
    <span className="font-medium text-accent-strong">
      goes out <DeskTime iso={iso} timeZone={timeZone} today={now} />
      {mineToo}, {timeUntil(new Date(iso), current)}
    </span>
  )
}
