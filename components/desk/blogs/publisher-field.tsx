"use client"

import { useState } from "react"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { PUBLISHER_LABELS } from "@/lib/protocol/publisher-labels"
import type { PublisherName } from "@/lib/protocol/publishers"

type PublisherFieldProps = {
  /** Those that can be chosen here, the current one among them. */
  offered: PublisherName[]
  current: PublisherName
  error: string | undefined
}

/** Chooses how open pages get changes; says of the chosen one what it is good for. */
export function PublisherField({ offered, current, error }: PublisherFieldProps) {
  const [chosen, setChosen] = useState(current)
  return (
    <Field label="Publisher" hint={PUBLISHER_LABELS[chosen].hint} error={error}>
      {(control) => (
        <Select
          {...control}
          name="publisher"
          value={chosen}
          onChange={(event) => setChosen(offered.find((name) => name === event.currentTarget.value) ?? current)}
        >
          {offered.map((name) => (
            <option key={name} value={name}>
              {PUBLISHER_LABELS[name].label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
