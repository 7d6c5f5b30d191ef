import { type ReactNode, useId } from "react"
import { cx } from "@/components/ui/cx"
import type { Side } from "@/lib/content/merge-documents"

type PlaceToChooseProps = {
  name: string
  side: Side | null
  /** It was asked for, and is still not chosen. */
  undecided: boolean
  /** Both can stand, one after the other. */
  both?: boolean
  mine: ReactNode
  theirs: ReactNode
  onChoose: (side: Side) => void
}

/** One place that both changed: each in its column, with the choice under it. */
export function ConflictChoice({ name, side, undecided, both = false, mine, theirs, onChoose }: PlaceToChooseProps) {
  const id = useId()
  const choice = (value: Side, label: string) => (
    <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 font-medium text-ink text-sm sm:min-h-8">
      <input
        type="radio"
        name={id}
        checked={side === value}
        onChange={() => onChoose(value)}
        className="check size-4.5"
      />
      {label}
    </label>
  )
  const column = (value: "mine" | "theirs", title: string, label: string, content: ReactNode) => (
    <div
      className={cx(
        "min-w-0 rounded-md border p-3",
        side === value || side === "both" ? "border-accent bg-accent-soft" : "border-line bg-surface",
      )}
    >
      <p className="mb-1.5 font-semibold text-ink-soft text-meta">{title}</p>
      {content}
      <div className="mt-2">{choice(value, label)}</div>
    </div>
  )
  return (
    <fieldset
      data-undecided={side === null || undefined}
      className={cx("rounded-lg border-2 p-3", undecided ? "border-danger" : "border-warn/50")}
    >
      <legend className="px-1 font-semibold text-meta text-warn">
        {name}
        {undecided && <span className="text-danger">: choose one</span>}
      </legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {column("mine", "Yours", "Use yours", mine)}
        {column("theirs", "Theirs", "Use theirs", theirs)}
      </div>
      {both && <div className="mt-1">{choice("both", "Use both, theirs first")}</div>}
    </fieldset>
  )
}
