import { Time } from "@/components/post/post-time"
import type { LiveSnapshot } from "@/lib/live/client/store"
import type { PublicBlog } from "@/lib/live/delta"
import { readerWords } from "@/lib/words/reader-words"
import { agoOrDay, clockTime, shortDay } from "@/lib/words/times"

type Props = { blog: PublicBlog; at: string; now: number; state: LiveSnapshot["state"] }

/** Whether the page is live, in words: what it is, and how fresh. */
export function LiveStatus({ blog, at, now, state }: Props) {
  const words = readerWords(blog.language)
  const updated = (
    <Time iso={at} place={blog} className="text-ink-soft">
      {words.updated(agoOrDay(at, now, blog))}
    </Time>
  )
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {blog.status === "ended" ? (
        <>
          <span className="rounded-sm bg-ink px-2 py-0.5 font-semibold text-page uppercase tracking-[0.06em]">
            {words.ended}
          </span>
          <span className="text-ink-soft">
            {words.asItHappened}
            {blog.endedAt && `, ${shortDay(blog.endedAt, blog)}`}
          </span>
        </>
      ) : state === "live" ? (
        <>
          <LiveBadge label={words.live} />
          {updated}
        </>
      ) : state === "connecting" || state === "catching-up" ? (
        <>
          <CalmBadge label={state === "connecting" ? words.connecting : words.catchingUp} />
          {updated}
        </>
      ) : (
        <span className="rounded-sm bg-warn-soft px-2 py-0.5 font-medium text-warn">
          {state === "gone" ? words.gone : words.reconnecting(clockTime(at, blog))}
        </span>
      )}
    </p>
  )
}

/** Not live yet, and nothing to worry about. Without scripts it never will be, so it is not said there. */
function CalmBadge({ label }: { label: string }) {
  return (
    <span className="rounded-sm border border-line px-2 py-px font-semibold text-ink-soft text-sm uppercase tracking-[0.06em] noscript:hidden">
      {label}
    </span>
  )
}

/** The word "Live" with a dot that breathes. */
export function LiveBadge({ label }: { label: string }) {
  return (
    <span className="inline-flex items-center gap-2 rounded-sm bg-live px-2 py-0.5 font-semibold text-on-live text-sm uppercase tracking-[0.06em]">
      <span
        aria-hidden="true"
        className="size-2 animate-pulse-ring rounded-full bg-current motion-reduce:animate-none"
      />
      {label}
    </span>
  )
}
