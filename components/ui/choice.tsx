import type { ComponentProps, ReactNode } from "react"

type ChoiceProps = Omit<ComponentProps<"input">, "type" | "className"> & { label: string; hint?: ReactNode }

/** One of two or three choices that need a sentence each: a radio button with its consequence. */
export function RadioChoice({ label, hint, ...props }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-lg border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input type="radio" className="mt-0.5 check size-4.5 outline-none" {...props} />
      <span className="min-w-0">
        <span className="block font-medium text-ink text-sm">{label}</span>
        {hint && <span className="block text-ink-soft text-meta">{hint}</span>}
      </span>
    </label>
  )
}

/** A checkbox with its words, all of it one target. */
export function Checkbox({ label, ...props }: Omit<ComponentProps<"input">, "type" | "className"> & { label: string }) {
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-ink-soft text-sm sm:min-h-8">
      <input type="checkbox" className="check size-4.5" {...props} />
      {label}
    </label>
  )
}
