"use client"

import { X } from "lucide-react"
import { Popover } from "radix-ui"
import { type DragEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react"
import { isComposing } from "@/components/ui/is-composing"
import { cx } from "./cx"
import { FieldError } from "./field"

type ChipItemProps = {
  chip: Chip
  place: { at: number; of: number }
  onFocusChip: (at: number) => void
  onRemove: () => void
  onMove?: ((label: string, to: number) => void) | undefined
}

const TYPE = "application/x-running-story-chip"

/** One chip: its button takes it out, arrow keys go to the next, with Alt they move it; it can be dragged too. */
function ChipItem({ chip: { label, picture }, place: { at, of }, onFocusChip, onRemove, onMove }: ChipItemProps) {
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

export type Chip = { label: string; picture?: ReactNode }

type ChipsFieldProps = {
  label: string
  icon: ReactNode
  placeholder: string
  chips: Chip[]
  /** What is offered while typing; what is chosen already is left out here. */
  suggestions: Chip[]
  most: number
  maxLength: number
  error?: string | undefined
  /** Called before typing starts: time to load what is offered. */
  onFocus: () => void
  /** What was typed or chosen, trimmed and never empty. */
  onAdd: (label: string) => void
  onRemove: (label: string) => void
  /** Given where order matters: puts a chip at another place. */
  onMove?: (label: string, to: number) => void
}

const MAX_SUGGESTIONS = 8

/** A line of short texts: typed or chosen from what is offered, taken out, and put in order. */
export function ChipsField(props: ChipsFieldProps) {
  const { label, icon, placeholder, chips, suggestions, most, maxLength, error, onFocus, onAdd, onRemove, onMove } =
    props
  const id = useId()
  const root = useRef<HTMLFieldSetElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState("")
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const full = chips.length >= most
  const offered = findOffered(suggestions, chips, typed)
  const shown = open && !full && offered.length > 0

  const add = (text: string) => {
    if (text.trim()) onAdd(text.trim())
    setTyped("")
    setActive(-1)
    setOpen(false)
  }
  const focusChip = (at: number) => {
    const found = root.current?.querySelectorAll<HTMLElement>("[data-chip]")[at]
    ;(found ?? input.current)?.focus()
  }
  const step = (by: number) => {
    setOpen(true)
    setActive(offered.length === 0 ? -1 : (active + by + offered.length) % offered.length)
  }
  /** False: the key means here what it means everywhere. */
  const answerKey = (key: string): boolean => {
    if (key === "Enter" || key === ",") add(offered[shown ? active : -1]?.label ?? typed)
    else if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1)
    else if (key === "Escape" && shown) setOpen(false)
    else if (key === "Backspace" && typed === "" && chips.length > 0) onRemove(chips.at(-1)?.label ?? "")
    else if (key === "ArrowLeft" && typed === "" && chips.length > 0) focusChip(chips.length - 1)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
    if (!answerKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <fieldset ref={root} className="flex min-w-0 items-start gap-2 px-4 py-1.5">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="flex h-11 items-center text-ink-faint sm:h-8 [&_svg]:size-4">
        {icon}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
        <ul className="contents">
          {chips.map((chip, at) => (
            <ChipItem
              key={chip.label}
              chip={chip}
              place={{ at, of: chips.length }}
              onFocusChip={focusChip}
              onRemove={() => {
                onRemove(chip.label)
                input.current?.focus()
              }}
              onMove={onMove}
            />
          ))}
        </ul>
        <Popover.Root open={shown}>
          <Popover.Anchor asChild>
            <input
              ref={input}
              role="combobox"
              aria-label={label}
              aria-autocomplete="list"
              aria-expanded={shown}
              aria-controls={shown ? `${id}-offered` : undefined}
              aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              autoComplete="off"
              enterKeyHint="done"
              value={typed}
              maxLength={maxLength}
              placeholder={full ? `At most ${most}` : chips.length === 0 ? placeholder : "Add"}
              readOnly={full}
              onFocus={onFocus}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                setActive(-1)
                setOpen(true)
              }}
              onKeyDown={onKeyDown}
              // What was typed is never lost, also when the editor just goes on to the next field.
              onBlur={() => add(typed)}
              className="h-11 min-w-24 flex-1 rounded-md bg-transparent px-1 text-base text-ink -outline-offset-2 placeholder:text-ink-faint sm:h-8 sm:text-sm"
            />
          </Popover.Anchor>
          <Popover.Content
            // What stands in it is the input's list, no dialog.
            role="presentation"
            align="start"
            sideOffset={4}
            onOpenAutoFocus={(event) => event.preventDefault()}
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="desk-pop z-50 min-w-52 rounded-lg border border-line bg-surface p-1 shadow-raised"
          >
            <div id={`${id}-offered`} role="listbox" aria-label={`${label}, offered`}>
              {offered.map((each, at) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the input above has the focus and the keys
                <div
                  key={each.label}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === active}
                  // The focus stays in the input.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => add(each.label)}
                  className={cx(
                    "flex min-h-11 cursor-default items-center gap-2 rounded-md px-2.5 text-ink text-sm hover:bg-sunken sm:min-h-8",
                    at === active && "bg-sunken",
                  )}
                >
                  {each.picture}
                  {each.label}
                </div>
              ))}
            </div>
          </Popover.Content>
        </Popover.Root>
        <FieldError id={`${id}-error`}>{error}</FieldError>
      </div>
    </fieldset>
  )
}

function findOffered(suggestions: Chip[], chips: Chip[], typed: string): Chip[] {
  const wanted = plain(typed.replace(/^#/, ""))
  const chosen = new Set(chips.map((chip) => plain(chip.label)))
  const left = suggestions.filter(({ label }) => !chosen.has(plain(label)))
  const begins = left.filter(({ label }) => plain(label).startsWith(wanted))
  const holds = left.filter(({ label }) => !plain(label).startsWith(wanted) && plain(label).includes(wanted))
  return [...begins, ...holds].slice(0, MAX_SUGGESTIONS)
}

/** Letters without their size and accents. */
function plain(text: string): string {
  return text.trim().normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase("en")
}
