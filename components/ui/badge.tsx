import type { ReactNode } from "react"
import { cx } from "./cx"

const TONES = {
  neutral: "bg-sunken text-ink-soft",
  accent: "bg-accent-soft text-accent-strong",
  live: "bg-live-fill text-white",
  preview: "bg-preview text-on-preview",
  warn: "bg-warn-soft text-warn",
  ok: "bg-ok-soft text-ok",
  danger: "bg-danger-soft text-danger",
} as const

export type BadgeTone = keyof typeof TONES

/** One or two words about a state. Never colour alone: the word says it. */
export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex h-5.5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_svg]:size-3",
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
