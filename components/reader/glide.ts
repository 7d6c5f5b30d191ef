const GLIDE_MS = 300

/**
 * Lets the timeline glide to its new place instead of jumping there, for a reader who watches its top while posts come in
 * above. It only moves what is drawn, so nothing waits for it, and a second arrival meanwhile adds to the first.
 */
export function animateShift(timeline: Element, distance: number): void {
  if (distance <= 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return
  timeline.animate([{ transform: `translateY(${-distance}px)` }, { transform: "none" }], {
    duration: GLIDE_MS,
    easing: "ease-out",
    composite: "add",
  })
}
