import type { ComponentProps } from "react"
import { cx } from "./cx"
import { CONTROL } from "./field"

/** Grows with its text where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cx(CONTROL, "field-sizing-content py-2", className)} {...props} />
}
