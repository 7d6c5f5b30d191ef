"use client"

import { Plus, X } from "lucide-react"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"

type Link = { label: string; url: string }
type LinksFieldProps = {
  name: string
  legend: string
  hint: string
  links: Link[]
  most: number
  errors: Partial<Record<string, string>>
  onChange: () => void
}

/** Links with their words, in the order in which readers see them. */
export function LinksField({ name, legend, hint, links, most, errors, onChange }: LinksFieldProps) {
  const [rows, setRows] = useState(() => links.map((link, key) => ({ ...link, key })))
  const change = (next: typeof rows) => {
    setRows(next)
    onChange()
  }
  return (
    <fieldset className="grid gap-3">
      <legend className="font-medium text-ink text-sm">{legend}</legend>
      <p className="text-ink-faint text-meta">{errors[name] ?? hint}</p>
      {rows.map(({ key, label, url }, index) => (
        <div key={key} className="grid items-start gap-2 sm:grid-cols-[1fr_2fr_auto]">
          <Field label={`${legend}: text ${index + 1}`} error={errors[`${name}.${index}.label`]}>
            {(control) => <Input {...control} name={`${name}Label`} defaultValue={label} maxLength={60} />}
          </Field>
          <Field label={`${legend}: link ${index + 1}`} error={errors[`${name}.${index}.url`]}>
            {(control) => (
              <Input {...control} name={`${name}Url`} type="url" defaultValue={url} placeholder="https://" />
            )}
          </Field>
          <Button
            variant="ghost"
            size="icon"
            className="sm:mt-6"
            aria-label={`Remove link ${index + 1} from ${legend.toLowerCase()}`}
            onClick={() => change(rows.filter((row) => row.key !== key))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {rows.length < most && (
        <Button
          className="justify-self-start"
          onClick={() =>
            change([...rows, { label: "", url: "", key: Math.max(-1, ...rows.map((row) => row.key)) + 1 }])
          }
        >
          <Plus aria-hidden />
          Add link
          <span className="sr-only">{` to ${legend.toLowerCase()}`}</span>
        </Button>
      )}
    </fieldset>
  )
}
