import type { ReactNode } from "react"
import { Time } from "@/components/post/post-time"
import type { Messages } from "@/lib/i18n/messages"
import { plannedStart, startAnnouncement } from "@/lib/i18n/planned-start"
import type { PublicBlog } from "@/lib/protocol/delta"

/** The database is away: what is shown is the last known state. */
export function StaleNotice({ words }: { words: Messages }) {
  return <Notice>{words.stale}</Notice>
}

/** For readers whose browser runs no scripts. */
export function NoScriptNotice({ words }: { words: Messages }) {
  return <Notice className="hidden noscript:block">{words.noScript}</Notice>
}

/** A blog without posts: when they will come, where that is known. */
export function EmptyNotice({ blog, words, now }: { blog: PublicBlog; words: Messages; now: number }) {
  const start = plannedStart(blog, 0, now)
  return (
    <div className="empty-notice">
      {start && (
        <p className="empty-start">
          <Time iso={start} place={blog}>
            {startAnnouncement(start, now, blog, words)}
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
