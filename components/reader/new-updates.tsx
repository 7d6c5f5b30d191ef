import { readerWords } from "@/lib/words/reader-words"

type Props = {
  count: number
  language: string
  /** Where the newest posts are: here, to be revealed, or on another page. */
  target: { reveal: () => void } | { href: string }
}

const SHAPE =
  "pointer-events-auto flex items-center gap-2 rounded-full bg-accent px-5 py-2.5 font-semibold text-on-accent text-sm shadow-raised hover:bg-accent-strong"

/** Says that updates wait, and brings them. Floats, so that its coming moves nothing. */
export function NewUpdates({ count, language, target }: Props) {
  if (count === 0) return null
  const label = readerWords(language).newUpdates(count)
  return (
    <div className="pointer-events-none fixed inset-x-0 top-3 z-20 flex justify-center">
      {"href" in target ? (
        <a href={target.href} className={SHAPE}>
          <UpArrow />
          {label}
        </a>
      ) : (
        <button type="button" onClick={target.reveal} className={SHAPE}>
          <UpArrow />
          {label}
        </button>
      )}
    </div>
  )
}

function UpArrow() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
      <path d="M8 13.5V3M3.5 7.5 8 3l4.5 4.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
