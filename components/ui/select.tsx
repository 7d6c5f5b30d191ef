import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { cx } from "./cx"
import { CONTROL } from "./field"

/** The platform's own select: typing finds an entry in a list of hundreds, and phones show their own wheel. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cx("relative block", className)}>
      <select className={cx(CONTROL, "h-11 appearance-none pr-9 sm:h-9")} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-faint"
      />
    </span>
  )
}
