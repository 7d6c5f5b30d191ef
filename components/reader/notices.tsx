import type { ReactNode } from "react"
import { Time } from "@/components/post/post-time"
import type { PublicBlog } from "@/lib/live/delta"
import { announceStart, plannedStart } from "@/lib/words/planned-start"
import type { ReaderWords } from "@/lib/words/reader-words"

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
  const start = plannedStart(blog, 0, now)
  return (
    <div className="empty-notice">
      {start && (
        <p className="empty-start">
          <Time iso={start} place={blog}>
            {announceStart(start, now, blog, words)}
          </Time>
        </p>
      )}
      <p>{blog.status === "ended" ? words.emptyEnded : words.empty}</p>
    </div>
  )
}

function Notice({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <p className={`notice ${className}`}>{children}</p>
}
