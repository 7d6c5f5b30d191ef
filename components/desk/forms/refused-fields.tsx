"use client"

import { type RefObject, useEffect, useState } from "react"
import { Button } from "@/components/ui/button"

type RefusedField = { name: string; element: HTMLElement }

/** Every field that is marked as wrong, by its label, beside the button that was refused: each leads to its field. */
export function RefusedFields({ within }: { within: RefObject<HTMLElement | null> }) {
  const fields = useMarkedFields(within)
  if (fields.length === 0) return null
  return (
    <ul aria-label="Fields to correct" className="mt-2 flex flex-wrap gap-2">
      {fields.map(({ name, element }) => (
        <li key={name}>
          <Button size="small" onClick={() => showField(element)}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Moves the focus to the first marked field. False: there is none. */
export function showFirstRefused(root: HTMLElement | null): boolean {
  const [first] = root ? findMarked(root) : []
  if (first) showField(first)
  return first !== undefined
}

function showField(element: HTMLElement): void {
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: "center" })
}

function findMarked(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[aria-invalid=true]")]
}

// Fields in the editor are drawn apart from the form around them: the page itself says which are marked.
function useMarkedFields(within: RefObject<HTMLElement | null>): RefusedField[] {
  const [fields, setFields] = useState<RefusedField[]>([])
  useEffect(() => {
    const root = within.current
    if (!root) return
    const look = () =>
      setFields((before) => {
        const now = nameAll(findMarked(root))
        const isSame = now.length === before.length && now.every(({ element }, at) => element === before[at]?.element)
        return isSame ? before : now
      })
    look()
    const observer = new MutationObserver(look)
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid"] })
    return () => observer.disconnect()
  }, [within])
  return fields
}

/** Fields with the same label are counted: "Alt text 2". */
function nameAll(elements: HTMLElement[]): RefusedField[] {
  const labels = elements.map(labelOf)
  return elements.map((element, at) => {
    const label = labels[at] ?? ""
    const isAlone = labels.filter((each) => each === label).length === 1
    const number = labels.slice(0, at + 1).filter((each) => each === label).length
    return { element, name: isAlone ? label : `${label} ${number}` }
  })
}

function labelOf(element: HTMLElement): string {
  const labels = "labels" in element ? (element as HTMLInputElement).labels : null
  return (labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? "Field").replace(/ \(optional\)$/, "")
}
