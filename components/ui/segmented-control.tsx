"use client"

import { RadioGroup } from "radix-ui"
import { useEffect, useRef } from "react"
import { cx } from "./cx"

type SegmentedControlProps<T extends string> = {
  label: string
  value: T
  onChange: (value: T) => void
  /** `count`: how many wait behind an option; nothing is shown for none. */
  options: readonly { value: T; label: string; count?: number }[]
}

/** One of a few: a radio group in the look of a switch. Scrolls sideways where it does not fit. */
export function SegmentedControl<T extends string>({ label, value, onChange, options }: SegmentedControlProps<T>) {
  const root = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value is another place
  useEffect(() => showChosen(root.current), [value])
  return (
    <RadioGroup.Root
      ref={root}
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next)
        if (option) onChange(option.value)
      }}
      orientation="horizontal"
      className="desk-scroll-x flex max-w-full gap-0.5 rounded-lg bg-sunken p-0.5"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className={cx(
            "h-10 shrink-0 rounded-md px-3 font-medium text-ink-soft text-meta transition-colors hover:text-ink sm:h-7",
            "focus-visible:-outline-offset-2",
            "data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-xs data-[state=checked]:ring-1 data-[state=checked]:ring-line",
          )}
        >
          {option.label}
          {option.count ? (
            <span className="ms-1.5 rounded-full bg-accent px-1.5 py-0.5 font-semibold text-on-accent text-xs tabular-nums">
              {option.count}
            </span>
          ) : null}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

/** Brings the chosen option into view by moving this row alone, never the page. */
function showChosen(row: HTMLElement | null): void {
  const chosen = row?.querySelector<HTMLElement>("[data-state=checked]")
  if (!row || !chosen) return
  const [start, end] = [chosen.offsetLeft - row.offsetLeft, chosen.offsetLeft - row.offsetLeft + chosen.offsetWidth]
  if (start < row.scrollLeft || end > row.scrollLeft + row.clientWidth)
    row.scrollLeft = start - (row.clientWidth - chosen.offsetWidth) / 2
}
