"use client"

import { useId } from "react"
import { useBrowserTimeZone } from "@/components/desk/blogs/use-browser-time-zone"
import { deskPlace } from "@/components/desk/desk-time"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { clockTimeWithZone, shortDay } from "@/lib/i18n/format-dates"
import type { DateTimeChoice, ResolvedTime } from "./date-time"

type MomentFieldsProps = {
  choice: DateTimeChoice
  moment: ResolvedTime
  timeZone: string
  /** Whether to say what is wrong: not while somebody has only begun. */
  strict: boolean
  onChoice: (choice: DateTimeChoice) => void
}

/** Day and time in the blog's time zone, and what that is where the editor sits. */
export function DateTimeFields({ choice, moment, timeZone, strict, onChoice }: MomentFieldsProps) {
  const mine = useBrowserTimeZone(timeZone)
  const messageId = useId()
  const invalid = strict && moment.problem !== null ? { "aria-invalid": true, "aria-describedby": messageId } : {}
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label="Day">
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              value={choice.day}
              {...invalid}
              onChange={(event) => onChoice({ ...choice, day: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={`Time in ${timeZoneName(timeZone)}`}>
          {(control) => (
            <Input
              {...control}
              type="time"
              required
              value={choice.clock}
              {...invalid}
              onChange={(event) => onChoice({ ...choice, clock: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {moment.twice && (
        <Field label="Clocks are put back that night">
          {(control) => (
            <Select
              {...control}
              value={choice.second ? "second" : "first"}
              onChange={(event) => onChoice({ ...choice, second: event.currentTarget.value === "second" })}
            >
              <option value="first">{`The first ${choice.clock}, before the change`}</option>
              <option value="second">{`The second ${choice.clock}, after the change`}</option>
            </Select>
          )}
        </Field>
      )}
      <div id={messageId} aria-live="polite" className="min-h-11 text-meta">
        {moment.at ? (
          <ZonesSideBySide at={moment.at} timeZone={timeZone} mine={mine} />
        ) : (
          <p className={strict ? "font-medium text-danger" : "text-ink-faint"}>{moment.problem}</p>
        )}
      </div>
    </div>
  )
}

/** One moment in the blog's time zone and in this editor's. */
function ZonesSideBySide({ at, timeZone, mine }: { at: Date; timeZone: string; mine: string }) {
  const iso = at.toISOString()
  const zones =
    mine === timeZone
      ? [["Your time and on the page", timeZone]]
      : [
          ["On the page", timeZone],
          ["Your time", mine],
        ]
  return (
    <dl className="grid grid-cols-2 gap-3">
      {zones.map(([name, zone = timeZone]) => (
        <div key={name} className="min-w-0">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="font-medium text-ink tabular-nums">
            {shortDay(iso, deskPlace({ timeZone: zone }))}, {clockTimeWithZone(iso, deskPlace({ timeZone: zone }))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** "New York" of "America/New_York". */
export function timeZoneName(timeZone: string): string {
  return timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone
}
