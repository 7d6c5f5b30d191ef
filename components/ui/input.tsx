import type { ComponentProps } from "react"
import { cx } from "./cx"
import { CONTROL } from "./field"

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cx(CONTROL, "h-11 sm:h-9", className)} {...props} />
}
