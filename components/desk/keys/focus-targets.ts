/* Places of a blog's desk that keys and the palette lead to. Each says whether it is on the page. */

export function focusComposer(): boolean {
  // On small screens it opens first.
  document.querySelector<HTMLElement>("[data-open-composer]")?.click()
  return focus("[data-new-post] [contenteditable=true]")
}

export function focusSearch(): boolean {
  return focus("[data-search]")
}

export function openFilters(): boolean {
  const button = document.querySelector<HTMLElement>("[data-filters]")
  button?.click()
  return button !== null
}

/** To the post that is seen first, from the text. */
export function focusTimeline(): boolean {
  return focus("[data-row] [data-post]") || focus("h2[tabindex]")
}

/** Presses a button of the desk that carries this id. */
export function pressAction(id: string): boolean {
  const button = document.querySelector<HTMLElement>(`[data-desk-action="${id}"]:not(:disabled)`)
  button?.click()
  return button !== null
}

function focus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector)
  element?.scrollIntoView({ block: "nearest" })
  element?.focus()
  return element !== null
}
