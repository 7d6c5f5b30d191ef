import { useEffect } from "react"

/**
 * Keeps `--keyboard`, how much of the page's lower end the phone's keyboard covers, for what stands right above it. Most
 * browsers shrink the page instead, by the viewport's `interactive-widget`; then it is 0.
 */
export function useAboveKeyboard(): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => {
      // A page that is zoomed in sees less of itself too, without any keyboard.
      const covered = viewport.scale > 1.05 ? 0 : window.innerHeight - viewport.height - viewport.offsetTop
      document.documentElement.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`)
    }
    measure()
    viewport.addEventListener("resize", measure)
    viewport.addEventListener("scroll", measure)
    return () => {
      viewport.removeEventListener("resize", measure)
      viewport.removeEventListener("scroll", measure)
    }
  }, [])
}
