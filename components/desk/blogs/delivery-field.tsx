"use client"

import { useState } from "react"
import { RadioChoice } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { PUBLISHER_LABELS } from "@/lib/protocol/publisher-labels"
import type { PublisherName } from "@/lib/protocol/publishers"

type DeliveryFieldProps = {
  /** Those that can be chosen here, the current one among them. */
  offered: PublisherName[]
  current: PublisherName
  error: string | undefined
}

const STANDARD: PublisherName = "interval-polling"
/** What "Instant" means unless another transport was chosen. */
const INSTANT: PublisherName = "sse"

/** How fast open pages get new posts; the transports themselves are for those who run the site. */
export function DeliveryField({ offered, current, error }: DeliveryFieldProps) {
  const [chosen, setChosen] = useState(current)
  const choose = (name: string) => setChosen(offered.find((each) => each === name) ?? current)
  const instant = current === STANDARD ? INSTANT : current
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-ink text-sm">Delivery</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <RadioChoice
          name="delivery"
          value="standard"
          checked={chosen === STANDARD}
          onChange={() => choose(STANDARD)}
          label="Standard"
          hint="Open pages update every few seconds. For any number of readers."
        />
        <RadioChoice
          name="delivery"
          value="instant"
          checked={chosen !== STANDARD}
          onChange={() => choose(instant)}
          label="Instant"
          hint="Open pages update at once."
        />
      </div>
      <details open={error !== undefined || undefined}>
        <summary className="cursor-pointer py-3 text-ink-soft text-sm sm:py-1.5">Advanced</summary>
        <Field label="Transport" hint={PUBLISHER_LABELS[chosen].hint} error={error} className="pt-1">
          {(control) => (
            <Select
              {...control}
              name="publisher"
              value={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {offered.map((name) => (
                <option key={name} value={name}>
                  {PUBLISHER_LABELS[name].label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </details>
    </fieldset>
  )
}
