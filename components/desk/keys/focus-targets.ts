/* Places of a blog's desk that keys and the palette lead to. Each says whether it is on the page. */

export function focusComposer(): boolean {
  // On small screens it opens first.
  document.querySelector<HTMLElement>("[data-open-composer]")?.click()
  return focus("[data-new-update] [contenteditable=true]")
}

export function focusSearch(): boolean {
  return focus("[data-search]")
}

export function openFilters(): boolean {
  const button = document.querySelector<HTMLElement>("[data-filters]")
  button?.click()
  return button !== null
}

function focus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector)
  element?.scrollIntoView({ block: "nearest" })
  element?.focus()
  return element !== null
}
