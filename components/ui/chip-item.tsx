import { X } from "lucide-react"
import type { DragEvent, KeyboardEvent } from "react"
import type { Chip } from "./chips-field"

type ChipItemProps = {
  chip: Chip
  place: { at: number; of: number }
  onFocusChip: (at: number) => void
  onRemove: () => void
  onMove?: ((label: string, to: number) => void) | undefined
}

const TYPE = "application/x-running-story-chip"

/** One chip: its button takes it out, arrow keys go to the next, with Alt they move it; it can be dragged too. */
export function ChipItem({
  chip: { label, picture },
  place: { at, of },
  onFocusChip,
  onRemove,
  onMove,
}: ChipItemProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0
    if (by !== 0 && event.altKey && onMove) {
      const to = at + by
      if (to >= 0 && to < of) onMove(label, to)
    } else if (by !== 0) onFocusChip(at + by)
    else if (event.key === "Backspace" || event.key === "Delete") onRemove()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const movable = onMove !== undefined && of > 1
  const drop = (event: DragEvent) => {
    const dragged = event.dataTransfer.getData(TYPE)
    if (!dragged || !onMove) return
    event.preventDefault()
    event.stopPropagation()
    if (dragged !== label) onMove(dragged, at)
  }
  return (
    <li
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData(TYPE, label)
        event.dataTransfer.effectAllowed = "move"
      }}
      onDragOver={(event) => {
        if (movable && event.dataTransfer.types.includes(TYPE)) event.preventDefault()
      }}
      onDrop={drop}
      className="inline-flex h-11 max-w-full items-center gap-1.5 rounded-full bg-sunken pl-2.5 text-ink text-sm sm:h-7 sm:text-meta"
    >
      {picture}
      <span className="truncate">{label}</span>
      <button
        type="button"
        data-chip
        aria-label={`Remove ${label}`}
        aria-keyshortcuts={movable ? "Alt+ArrowLeft Alt+ArrowRight" : undefined}
        title={movable ? "Remove. Alt with an arrow key moves it" : "Remove"}
        onClick={onRemove}
        onKeyDown={onKeyDown}
        className="grid size-11 shrink-0 place-items-center rounded-full text-ink-faint hover:text-ink sm:size-7"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}
