/** Brings something into view and puts the focus there, as the reader asked for; smoothly unless they want calm. */
export function goTo(target: HTMLElement): void {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches
  target.scrollIntoView({ behavior: calm ? "instant" : "smooth", block: "start" })
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1
  target.focus({ preventScroll: true })
}
