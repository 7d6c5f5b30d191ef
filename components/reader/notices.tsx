import type { ReactNode } from "react"
import type { ReaderWords } from "@/lib/words/reader-words"

/** The database is away: what is shown is the last known state. */
export function StaleNotice({ words }: { words: ReaderWords }) {
  return <Notice>{words.stale}</Notice>
}

/** For readers whose browser runs no scripts. */
export function NoScriptNotice({ words }: { words: ReaderWords }) {
  return <Notice className="hidden noscript:block">{words.noScript}</Notice>
}

/** A blog, or a page of it, without posts. */
export function EmptyNotice({ words, ended }: { words: ReaderWords; ended: boolean }) {
  return (
    <p className="border-line border-y py-12 text-center font-serif text-ink-soft text-reading">
      {ended ? words.emptyEnded : words.empty}
    </p>
  )
}

function Notice({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <p className={`mt-5 rounded-sm bg-warn-soft px-4 py-3 text-sm text-warn ${className}`}>{children}</p>
}
