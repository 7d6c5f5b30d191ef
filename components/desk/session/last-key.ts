let lastKeyAt = 0

if (typeof window !== "undefined") {
  const note = () => {
    lastKeyAt = performance.now()
  }
  window.addEventListener("keydown", note, { capture: true, passive: true })
}

/** True when a key was pressed after this moment of `performance.now()`: nothing may take the focus from its writer. */
export function hasTypedSince(moment: number): boolean {
  return lastKeyAt > moment
}
