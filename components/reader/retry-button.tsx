/** Tries the same page again. */
export function RetryButton({ retry }: { retry: () => void }) {
  return (
    <button
      type="button"
      onClick={retry}
      className="rounded-full bg-ink px-5 py-2.5 font-medium font-sans text-base text-page hover:bg-accent hover:text-on-accent"
    >
      Try again
    </button>
  )
}
