import { type ReactNode, useId } from "react"
import { cx } from "./cx"

/** What the control inside a field must carry, so that label, hint and error belong to it for everybody. */
export type FieldControl = { id: string; "aria-describedby"?: string; "aria-invalid"?: true }

type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** A label, a control, and under it what is wrong or what helps. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const control: FieldControl = {
    id,
    ...(error || hint ? { "aria-describedby": noteId } : {}),
    ...(error ? { "aria-invalid": true } : {}),
  }
  return (
    <div className={cx("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children(control)}
      {(error || hint) && (
        <div id={noteId} className={cx("text-meta", error ? "font-medium text-danger" : "text-ink-faint")}>
          {error ?? hint}
        </div>
      )}
    </div>
  )
}

/** What is wrong with a field that has no room for a label of its own. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null
  return (
    <p id={id} className="px-4 pb-2 font-medium text-danger text-meta">
      {children}
    </p>
  )
}

/** The look that every control shares. 16 px on phones, so that iOS does not zoom into it. */
export const CONTROL =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-faint sm:text-sm " +
  "hover:border-ink-faint aria-invalid:border-danger disabled:opacity-60 " +
  "focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus"
