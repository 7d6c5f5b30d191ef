import type { ReactNode } from "react"
import { Time } from "@/components/post/post-time"
import type { PublicBlog } from "@/lib/live/delta"
import { fill, type ReaderWords } from "@/lib/words/reader-words"
import { clockTimeWithZone, dayName } from "@/lib/words/times"

/** The database is away: what is shown is the last known state. */
export function StaleNotice({ words }: { words: ReaderWords }) {
  return <Notice>{words.stale}</Notice>
}

/** For readers whose browser runs no scripts. */
export function NoScriptNotice({ words }: { words: ReaderWords }) {
  return <Notice className="hidden noscript:block">{words.noScript}</Notice>
}

/** A blog without posts: when they will come, where that is known. */
export function EmptyNotice({ blog, words, now }: { blog: PublicBlog; words: ReaderWords; now: number }) {
  const { status, coverageAt } = blog
  return (
    <div className="border-line border-y py-12 text-center font-serif text-ink-soft text-reading">
      {status === "live" && coverageAt && Date.parse(coverageAt) > now && (
        <p className="mb-3 font-semibold text-2xl text-ink leading-snug">
          <Time iso={coverageAt} place={blog}>
            {sayStart(coverageAt, now, blog, words)}
          </Time>
        </p>
      )}
      <p>{status === "ended" ? words.emptyEnded : words.empty}</p>
    </div>
  )
}

function sayStart(iso: string, now: number, blog: PublicBlog, words: ReaderWords): string {
  const time = clockTimeWithZone(iso, blog)
  const day = dayName(iso, blog)
  const isToday = day === dayName(new Date(now).toISOString(), blog)
  return isToday ? fill(words.coverageStarts, { time }) : fill(words.coverageStartsOn, { day, time })
}

function Notice({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <p className={`mt-5 rounded-sm bg-warn-soft px-4 py-3 text-sm text-warn ${className}`}>{children}</p>
}
