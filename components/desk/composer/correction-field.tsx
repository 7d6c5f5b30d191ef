"use client"

import { useState } from "react"
import { Field } from "@/components/ui/field"
import { SegmentedControl } from "@/components/ui/segmented-control"
import { Textarea } from "@/components/ui/textarea"
import { LIMITS } from "@/lib/content/content-limits"

type Kind = "minor" | "correction"

const KINDS = [
  { value: "minor", label: "Minor fix" },
  { value: "correction", label: "Correction" },
] as const satisfies { value: Kind; label: string }[]

type CorrectionFieldProps = { value: string; error: string | undefined; onChange: (correction: string) => void }

/** What kind of change this is to a post that readers have: a silent fix, or a correction that they are told. */
export function CorrectionField({ value, error, onChange }: CorrectionFieldProps) {
  const [kind, setKind] = useState<Kind>(value === "" ? "minor" : "correction")
  // What was typed returns with the other choice.
  const [note, setNote] = useState(value)
  const isCorrection = kind === "correction" || value !== ""
  const choose = (next: Kind) => {
    if (next === "minor") setNote(value)
    setKind(next)
    onChange(next === "minor" ? "" : note)
  }
  return (
    <div className="grid gap-2 border-line border-t px-4 py-3">
      <SegmentedControl
        label="Kind of change"
        value={isCorrection ? "correction" : "minor"}
        onChange={choose}
        options={KINDS}
      />
      {isCorrection && (
        <Field label="Correction note" hint="Readers see this below the post." error={error}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              placeholder="An earlier version said …"
              maxLength={LIMITS.correctionCharacters}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </div>
  )
}
