import { useRef } from "react"
import { Time } from "@/components/post/post-time"
import { clockTime, dayAndClock, shortDay } from "@/lib/i18n/format-dates"
import type { Messages } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"
import { readerPaths } from "@/lib/reader-paths"

type Props = {
  events: KeyEvent[]
  blog: PublicBlog
  words: Messages
  /** Posts on this page, reached without loading another. */
  shown: Set<string>
}

/** Fewer can be swiped through. */
const ARROWS_ABOVE = 6

/** The moments that mattered: a strip to swipe on a phone, a list in the margin on wide screens. */
export function KeyEventList({ events, blog, words, shown }: Props) {
  const strip = useRef<HTMLOListElement>(null)
  if (events.length === 0) return null
  const days = new Set(events.map((event) => shortDay(event.publishedAt, blog)))
  // The strip runs as the language does: forward is to the left in Arabic.
  const move = (steps: 1 | -1) => {
    const element = strip.current
    if (!element) return
    const forward = getComputedStyle(element).direction === "rtl" ? -1 : 1
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches
    element.scrollBy({ left: steps * forward * element.clientWidth * 0.8, behavior: calm ? "instant" : "smooth" })
  }
  return (
    <nav aria-label={words.keyEvents}>
      <div className="flex min-h-8 items-center justify-between">
        <h2 className="label font-semibold text-meta">{words.keyEvents}</h2>
        {events.length > ARROWS_ABOVE && (
          <span className="flex gap-2 lg:hidden noscript:hidden print:hidden">
            <Arrow label={words.laterEvents} onClick={() => move(-1)} turn="rtl:rotate-180" />
            <Arrow label={words.earlierEvents} onClick={() => move(1)} turn="ltr:rotate-180" />
          </span>
        )}
      </div>
      <ol ref={strip} className="event-strip">
        {events.map((event) => (
          <li key={event.id} className="event-item">
            <span aria-hidden="true" className="event-dot" />
            <a
              href={shown.has(event.id) ? `#${event.id}` : readerPaths.permalink(blog.slug, event.id)}
              className="group/event block"
            >
              <Time iso={event.publishedAt} place={blog} className="block text-ink-faint text-meta">
                {(days.size > 1 ? dayAndClock : clockTime)(event.publishedAt, blog)}
              </Time>
              <span className="event-title">{event.title}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Arrow({ label, onClick, turn }: { label: string; onClick: () => void; turn: string }) {
  return (
    <button type="button" aria-label={label} onClick={onClick} className="pill-round">
      <span aria-hidden="true" className={`mark mark-back ${turn}`} />
    </button>
  )
}
