import { Time } from "@/components/post/post-time"
import type { ConnectionState } from "@/lib/live/client/store"
import type { PublicBlog } from "@/lib/live/delta"
import { fill, type ReaderWords, say } from "@/lib/words/reader-words"
import { agoOrDay, clockTime, shortDay } from "@/lib/words/times"

type Props = {
  blog: PublicBlog
  words: ReaderWords
  at: string
  now: number
  state: ConnectionState
  /** How many updates wait behind the reader's pause; null: it goes on. */
  pausedWith: number | null
}

/** Whether the page is live, in words: what it is, and how fresh. */
export function LiveStatus(props: Props) {
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Status {...props} />
    </p>
  )
}

function Status({ blog, words, at, now, state, pausedWith }: Props) {
  if (pausedWith !== null) {
    return (
      <>
        <CalmBadge label={words.paused} />
        <span className="font-semibold">{pausedWith > 0 && say(words.newUpdates, pausedWith, blog.language)}</span>
      </>
    )
  }
  if (blog.status === "ended") {
    return (
      <>
        <span className="label rounded-sm bg-ink px-2 py-0.5 font-semibold text-page">{words.ended}</span>
        <span className="text-ink-soft">
          {words.asItHappened}
          {blog.endedAt && ` · ${shortDay(blog.endedAt, blog)}`}
        </span>
      </>
    )
  }
  if (state === "gone" || state === "reconnecting") {
    return (
      <span className="rounded-sm bg-warn-soft px-2 py-0.5 font-medium text-warn">
        {state === "gone" ? words.gone : fill(words.reconnecting, { time: clockTime(at, blog) })}
      </span>
    )
  }
  return (
    <>
      {state === "live" ? (
        <LiveBadge label={words.live} />
      ) : (
        <CalmBadge label={state === "connecting" ? words.connecting : words.catchingUp} />
      )}
      <Time iso={at} place={blog} className="text-ink-soft">
        {fill(words.updated, { when: agoOrDay(at, now, blog) })}
      </Time>
    </>
  )
}

/** Not live, and nothing to worry about. Without scripts it never will be, so it is not said there. */
function CalmBadge({ label }: { label: string }) {
  return (
    <span className="label rounded-sm border border-line-strong px-2 py-px font-semibold text-ink-soft noscript:hidden">
      {label}
    </span>
  )
}

/** The word "Live" with a dot that breathes. */
export function LiveBadge({ label }: { label: string }) {
  return (
    <span className="label inline-flex items-center gap-2 rounded-sm bg-live px-2 py-0.5 font-semibold text-on-live text-sm">
      <span
        aria-hidden="true"
        className="size-2 animate-pulse-ring rounded-full bg-current motion-reduce:animate-none"
      />
      {label}
    </span>
  )
}
