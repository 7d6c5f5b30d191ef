"use client"

import { useState } from "react"
import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { accentColours } from "@/lib/theme/accent"

/** What the picker begins with: the product's own. */
const DEFAULT_ACCENT = "#0b4fa0"

/** The blog's colour, and what readers will see of it: the shades in which it can be read. */
export function AccentField({ accent, error }: { accent: string | null; error: string | undefined }) {
  const [own, setOwn] = useState(accent !== null)
  const [colour, setColour] = useState(accent ?? DEFAULT_ACCENT)
  const { light, dark } = accentColours(colour)
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="font-medium text-ink text-sm">Colour</legend>
      <Checkbox
        label="Accent colour for links and highlights"
        checked={own}
        onChange={(event) => setOwn(event.currentTarget.checked)}
      />
      {own && (
        <Field label="The colour" hint={hint(colour, light.accent, dark.accent)} error={error}>
          {(control) => (
            <div className="flex flex-wrap items-center gap-3">
              <input
                {...control}
                type="color"
                name="accent"
                value={colour}
                onChange={(event) => setColour(event.currentTarget.value)}
                className="h-11 w-16 cursor-pointer rounded-md border border-line-strong bg-surface p-1 sm:h-9"
              />
              <Sample label="Light" ground="#ffffff" colours={light} />
              <Sample label="Dark" ground="#101214" colours={dark} />
            </div>
          )}
        </Field>
      )}
    </fieldset>
  )
}

function Sample({
  label,
  ground,
  colours,
}: {
  label: string
  ground: string
  colours: { accent: string; on: string }
}) {
  return (
    <span
      className="inline-flex h-11 items-center gap-3 rounded-md border border-line-strong px-3 text-sm sm:h-9"
      style={{ background: ground, color: colours.accent }}
    >
      <span className="underline underline-offset-3">{label}</span>
      <span
        aria-hidden="true"
        className="rounded-full px-2.5 py-0.5 font-semibold"
        style={{ background: colours.accent, color: colours.on }}
      >
        Aa
      </span>
    </span>
  )
}

function hint(colour: string, light: string, dark: string): string {
  const changed = [
    ...(light === colour ? [] : ["darkened on the light page"]),
    ...(dark === colour ? [] : ["lightened on the dark page"]),
  ]
  if (changed.length === 0) return "It can be read on the light and on the dark page as it is."
  return `It is ${changed.join(" and ")}, so that text in it can be read.`
}
