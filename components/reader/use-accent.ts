import { type RefObject, useEffect, useRef } from "react"

/**
 * Follows the blog's colour. The server drew the page in the first; what makes shades of another is
 * loaded when one comes.
 */
export function useAccent(root: RefObject<HTMLElement | null>, accent: string | null) {
  const drawn = useRef(accent)
  useEffect(() => {
    if (drawn.current === accent) return
    drawn.current = accent
    const frame = root.current?.closest<HTMLElement>("[lang]")
    if (!frame) return
    if (accent === null) {
      delete frame.dataset.accent
      return
    }
    import("@/lib/theme/accent").then(
      ({ accentStyle }) => {
        for (const [name, value] of Object.entries(accentStyle(accent))) frame.style.setProperty(name, value)
        frame.dataset.accent = accent
      },
      // Without a connection the page keeps the colour that it has.
      () => {},
    )
  }, [root, accent])
}
