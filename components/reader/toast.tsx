import { useEffect } from "react"

const SHOWN_FOR_MS = 4_000

/** A word of confirmation for the eyes; the page's one status says it to screen readers. */
export function Toast({ text, onDone }: { text: string; onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [onDone])
  return (
    <div aria-hidden="true" className="toast-place">
      <p className="toast-text">{text}</p>
    </div>
  )
}
