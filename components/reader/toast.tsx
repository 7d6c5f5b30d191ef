import { useEffect } from "react"

const SHOWN_FOR_MS = 4_000

/** A word of confirmation for the eyes; the page's one status says it to screen readers. */
export function Toast({ text, onDone }: { text: string; onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [onDone])
  return (
    <div aria-hidden="true" className="pointer-events-none fixed inset-x-0 bottom-6 z-30 flex justify-center px-4">
      <p className="rounded-full bg-ink px-5 py-2.5 font-medium text-page text-sm shadow-raised">{text}</p>
    </div>
  )
}
