import type { Editor } from "@tiptap/core"
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react"
import { cx } from "@/components/ui/cx"

export type Suggested = { key: string; label: string; mark: ReactNode }
export type SuggestionListHandle = { press: (event: KeyboardEvent) => boolean }
export type SuggestionListProps = {
  editor: Editor
  /** What is offered, as in "Blocks". */
  name: string
  items: Suggested[]
  onChoose: (index: number) => void
  ref?: Ref<SuggestionListHandle>
}

/**
 * A list below the cursor while the text keeps the focus: arrows choose, Enter and Tab take. The text tells screen readers
 * which line is meant, as a combobox does.
 */
export function SuggestionList({ editor, name, items, onChoose, ref }: SuggestionListProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const keys = items.map((item) => item.key).join(" ")
  const at = Math.min(chosen, items.length - 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first line
  useEffect(() => setChosen(0), [keys])

  useEffect(() => {
    const text = editor.view.dom
    if (items.length === 0) return
    text.setAttribute("aria-controls", id)
    text.setAttribute("aria-activedescendant", `${id}-${at}`)
    showLine(list.current, at)
    return () => {
      text.removeAttribute("aria-controls")
      text.removeAttribute("aria-activedescendant")
    }
  }, [editor, id, at, items.length])

  useImperativeHandle(ref, () => ({
    press: ({ key }) => {
      if (items.length === 0) return false
      const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0
      if (by !== 0) setChosen((at + by + items.length) % items.length)
      else if (key === "Enter" || key === "Tab") onChoose(at)
      return by !== 0 || key === "Enter" || key === "Tab"
    },
  }))

  return (
    <>
      <p role="status" className="sr-only">
        {items.length === 0 ? "" : `${name}: ${items.length}, arrows to choose, Enter to take.`}
      </p>
      {items.length > 0 && (
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={name}
          className="desk-pop relative max-h-84 w-64 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 text-sm shadow-raised"
        >
          {items.map(({ key, label, mark }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus and names the chosen line
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are pressed in the text
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setChosen(index)}
              onClick={() => onChoose(index)}
              className={cx(
                "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 sm:min-h-9 [&_svg]:size-4",
                index === at ? "bg-accent-soft text-accent-strong" : "text-ink",
              )}
            >
              <span aria-hidden className="grid w-5 place-items-center">
                {mark}
              </span>
              {label}
            </div>
          ))}
        </div>
      )}
    </>
  )
}

/** Scrolls the list alone. `scrollIntoView` would scroll the page as well, to where the list is before it has its place. */
function showLine(list: HTMLElement | null, index: number): void {
  const line = list?.children[index]
  if (!list || !(line instanceof HTMLElement)) return
  const { offsetTop, offsetHeight } = line
  if (offsetTop < list.scrollTop) list.scrollTop = offsetTop
  else if (offsetTop + offsetHeight > list.scrollTop + list.clientHeight)
    list.scrollTop = offsetTop + offsetHeight - list.clientHeight
}
