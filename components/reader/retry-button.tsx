import { useEffect } from "react"

const RETRY_DELAY_MS = 5_000

/** Tries the same page again: when pressed, and every few seconds by itself, so that an open page recovers alone. */
export function RetryButton({ retry, label }: { retry: () => void; label: string }) {
  useEffect(() => {
    // Not all readers in the same second.
    const timer = setInterval(retry, RETRY_DELAY_MS * (1 + Math.random()))
    return () => clearInterval(timer)
  }, [retry])
  return (
    <button
      type="button"
      onClick={retry}
      className="rounded-full bg-ink px-5 py-2.5 font-medium font-sans text-base text-page hover:bg-accent hover:text-on-accent"
    >
      {label}
    </button>
  )
}
