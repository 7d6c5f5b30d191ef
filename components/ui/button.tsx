import { Slot } from "radix-ui"
import type { ComponentProps, ReactNode } from "react"
import { cx } from "./cx"

const VARIANTS = {
  primary:
    "bg-accent text-on-accent shadow-xs hover:bg-accent-strong disabled:hover:bg-accent aria-disabled:hover:bg-accent",
  secondary: "border border-line-strong bg-surface text-ink shadow-xs hover:bg-sunken",
  ghost: "text-ink-soft hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-strong",
  live: "bg-live-fill text-white shadow-xs hover:opacity-90",
  preview: "bg-preview text-on-preview shadow-xs hover:opacity-90",
  archive: "bg-ink text-page shadow-xs hover:opacity-90",
  danger: "border border-danger/50 bg-surface text-danger hover:bg-danger-soft",
} as const

const SIZES = {
  small: "h-11 px-3 text-sm sm:h-8 sm:px-2.5 sm:text-meta",
  medium: "h-11 px-4 text-sm sm:h-9 sm:px-3.5",
  icon: "size-11 sm:size-9",
} as const

type ButtonLook = { variant?: keyof typeof VARIANTS | undefined; size?: keyof typeof SIZES | undefined }

export function buttonClass({ variant = "secondary", size = "medium" }: ButtonLook = {}): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
  )
}

type ButtonProps = ComponentProps<"button"> & ButtonLook & { asChild?: boolean }

/** A button, or with `asChild` the link inside it drawn as one. Does not submit a form unless it says so. */
export function Button({ variant, size, asChild, className, type = "button", ...props }: ButtonProps) {
  const look = cx(buttonClass({ variant, size }), className)
  if (asChild) return <Slot.Root className={look} {...props} />
  return <button type={type} className={look} {...props} />
}

/** A button that says what it is doing while it waits; keeps its width, so that nothing jumps. */
export function BusyButton({ busy, busyLabel, children, ...props }: BusyProps) {
  return (
    <Button {...props} aria-busy={busy || undefined} disabled={props.disabled || busy}>
      <span className="grid items-center justify-items-center *:col-start-1 *:row-start-1">
        <span className={cx("inline-flex items-center gap-1.5", busy && "invisible")}>{children}</span>
        <span className={cx(!busy && "invisible")}>{busyLabel}</span>
      </span>
    </Button>
  )
}

type BusyProps = Omit<ButtonProps, "asChild"> & { busy: boolean; busyLabel: string; children: ReactNode }
