"use client"

import { useId, useState } from "react"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { TimeZones } from "./time-zones"

type TimeZoneFieldProps = {
  label: string
  hint?: string
  regions: TimeZones["regions"]
  value: string
  error: string | undefined
  onChange?: (zone: string) => void
}

type Zone = { zone: string; name: string }

/** A time zone, found by typing a part of its name or its offset. */
export function TimeZoneField({ label, hint, regions, value, error, onChange }: TimeZoneFieldProps) {
  const listId = useId()
  const [zones, setZones] = useState<Zone[]>(() =>
    regions.flatMap((region) => region.zones).map((zone) => ({ zone, name: nameOf(zone) })),
  )
  const [typed, setTyped] = useState<string | null>(null)
  const [isLeft, setLeft] = useState(false)
  const shown = typed ?? nameOf(value)
  const found = typed === null ? value : findZone(zones, typed)
  const unknown = isLeft && found === null ? "Choose a time zone from the list." : undefined
  // Offsets of hundreds of zones take a moment: they are worked out when the list is needed.
  const open = () =>
    setZones((before) => before.map(({ zone }) => ({ zone, name: `${nameOf(zone)} ${offsetOf(zone)}` })))
  return (
    <Field label={label} hint={hint} error={error ?? unknown}>
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            value={shown}
            autoComplete="off"
            spellCheck={false}
            placeholder="Search, such as London or +02:00"
            onFocus={(event) => {
              event.currentTarget.select()
              open()
            }}
            onBlur={() => setLeft(true)}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              const zone = findZone(zones, event.currentTarget.value)
              if (zone) onChange?.(zone)
            }}
          />
          <datalist id={listId}>
            {zones.map(({ zone, name }) => (
              <option key={zone} value={name} />
            ))}
          </datalist>
          {/* What is no zone goes to the server as it is, which refuses it. */}
          <input type="hidden" name="timeZone" value={found ?? shown} />
        </>
      )}
    </Field>
  )
}

function nameOf(zone: string): string {
  return zone.replaceAll("_", " ")
}

/** "UTC+02:00", as it is now. */
function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts()
  return (parts.find(({ type }) => type === "timeZoneName")?.value ?? "").replace("GMT", "UTC")
}

/** The zone that was chosen, or typed: whole, without its offset, or its city alone. */
function findZone(zones: Zone[], typed: string): string | null {
  const wanted = plain(typed)
  const isMeant = ({ zone, name }: Zone) =>
    [name, nameOf(zone), nameOf(zone.split("/").at(-1) ?? "")].some((each) => plain(each) === wanted)
  return zones.find(isMeant)?.zone ?? null
}

function plain(text: string): string {
  return text.replaceAll("_", " ").trim().toLocaleLowerCase("en")
}
