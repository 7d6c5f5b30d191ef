import type { ReactNode } from "react"
import { Time } from "@/components/post/post-time"
import { shortDay, type TimeFormat, zoneName } from "@/lib/i18n/format-dates"
import { interpolate, type Messages, plural } from "@/lib/i18n/messages"
import { describeStart, plannedStart } from "@/lib/i18n/planned-start"
import { sayAt, sayUpdated } from "@/lib/i18n/say-when"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { ConnectionState } from "@/lib/realtime/client/connection-state"

type Props = {
  blog: PublicBlog
  words: Messages
  at: string
  /** How many updates the page shows. */
  posts: number
  now: number
  state: ConnectionState
  /** Shows times where the reader is, and back. */
  onZone?: () => void
  /** How many updates wait behind the reader's pause; null: it goes on. */
  pausedWith: number | null
}

/** Whether the page is live, in words: what it is, and how fresh. */
export function LiveStatus(props: Props) {
  return (
    <p className="status-line">
      <Status {...props} />
      {props.posts > 0 && props.onZone && <Zone {...props} />}
    </p>
  )
}

function Status({ blog, words, at, posts, now, state, pausedWith }: Props) {
  if (pausedWith !== null) {
    return (
      <>
        <CalmBadge>{words.paused}</CalmBadge>
        <span className="font-semibold">{pausedWith > 0 && plural(words.newUpdates, pausedWith, blog.language)}</span>
      </>
    )
  }
  if (blog.status === "ended") {
    return (
      <>
        <span className="ended-badge label">{words.ended}</span>
        <span className="text-ink-soft">
          {words.asItHappened}
          {blog.endedAt && ` · ${shortDay(blog.endedAt, blog)}`}
        </span>
      </>
    )
  }
  if (state === "gone" || state === "reconnecting") {
    return (
      <span className="warn-badge">
        {state === "gone"
          ? words.gone
          : interpolate(words.reconnecting, { when: sayAt(at, new Date(now).toISOString(), blog, words) })}
      </span>
    )
  }
  const start = plannedStart(blog, posts, now)
  if (start) return <StartBadge iso={start} now={now} blog={blog} words={words} />
  return (
    <>
      {state === "live" ? (
        <LiveBadge label={words.live} />
      ) : (
        // Without scripts it never will be live, so it is not said there.
        <CalmBadge className="noscript:hidden">
          {state === "connecting" ? words.connecting : words.catchingUp}
        </CalmBadge>
      )}
      {posts > 0 && (
        <Time iso={at} place={blog} className="updated-ago">
          {sayUpdated(at, now, blog, words)}
        </Time>
      )}
    </>
  )
}

/** In which zone all times are, said once; the reader may have their own. */
function Zone({ blog, words, at, onZone }: Props) {
  const text = interpolate(words.allTimes, { zone: zoneName(at, blog) })
  return (
    <>
      <button type="button" onClick={onZone} title={words.ownTimes} className="zone-button" suppressHydrationWarning>
        {text}
      </button>
      <span className="zone-text" suppressHydrationWarning>
        {text}
      </span>
    </>
  )
}

/** Coverage has not begun: when it will. */
export function StartBadge({ iso, now, blog, words }: { iso: string; now: number; blog: TimeFormat; words: Messages }) {
  return (
    <CalmBadge>
      <Time iso={iso} place={blog}>
        {describeStart(iso, now, blog, words)}
      </Time>
    </CalmBadge>
  )
}

/** Not live, and nothing to worry about. */
function CalmBadge({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <span className={`calm-badge label ${className}`}>{children}</span>
}

/** The word "Live" with a dot that breathes. */
export function LiveBadge({ label }: { label: string }) {
  return (
    <span className="live-badge label">
      <span aria-hidden="true" className="live-dot" />
      {label}
    </span>
  )
}
