import { ChevronDown } from "lucide-react"
import { type ReactElement, useId, useState } from "react"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"

/** From so many on a list is folded: of two, a button would take the room of what it hides. */
const FOLDED_FROM = 3

/** The first row of a list, and the others behind a button once they are several. */
export function FoldedRows({ rows }: { rows: ReactElement[] }) {
  const [open, setOpen] = useState(false)
  const rest = useId()
  const [first, ...others] = rows
  if (rows.length < FOLDED_FROM) return <ul className="grid gap-2">{rows}</ul>
  return (
    <>
      <ul>{first}</ul>
      <Button
        variant="ghost"
        size="small"
        aria-expanded={open}
        aria-controls={open ? rest : undefined}
        onClick={() => setOpen(!open)}
        className="my-1"
      >
        <ChevronDown aria-hidden className={cx("transition-transform", open && "rotate-180")} />
        {others.length} more<span className="sr-only"> texts that wait</span>
      </Button>
      {open && (
        <ul id={rest} className="grid gap-2">
          {others}
        </ul>
      )}
    </>
  )
}
