import { useState } from "react"
import { Time } from "@/components/post/post-time"
import { Unbroken } from "@/components/post/unbroken"
import { clockTime, dayLabel, shortDay } from "@/lib/i18n/format-dates"
import { formatNumber, type Messages } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"
import { readerPaths } from "@/lib/reader-paths"
import { MarginSection } from "./margin-section"
import type { Order } from "./use-order"

type Props = {
  events: KeyEvent[]
  order: Order
  blog: PublicBlog
  words: Messages
  now: number
  /** Posts on this page, reached without loading another. */
  shown: Set<string>
  /** The event at which the reader is. */
  current: string | null
}

/** How many are shown before the reader asks for all. */
const FIRST = 6

/** The moments that mattered, by day, in the order of the timeline. */
export function KeyEventList({ events, order, blog, words, now, shown, current }: Props) {
  const [isOpen, setOpen] = useState(false)
  if (events.length === 0) return null
  const sorted = order === "newest" ? events : events.toReversed()
  const today = shortDay(new Date(now).toISOString(), blog)
  const days = sorted.map((event) => shortDay(event.publishedAt, blog))
  return (
    <nav id="key-events" aria-label={words.keyEvents}>
      <MarginSection title={words.keyEvents} count={events.length}>
        <ol className="event-list">
          {sorted.map((event, index) => (
            <li key={event.id} className={index >= FIRST && !isOpen ? "event-more" : ""}>
              {days[index] !== (days[index - 1] ?? today) && (
                <p className="event-day" suppressHydrationWarning>
                  {dayLabel(event.publishedAt, now, blog)}
                </p>
              )}
              <a
                href={shown.has(event.id) ? `#${event.id}` : readerPaths.permalink(blog.slug, event.id)}
                aria-current={event.id === current ? "true" : undefined}
                className="event-link"
              >
                <Time iso={event.publishedAt} place={blog} className="event-time">
                  {clockTime(event.publishedAt, blog)}
                </Time>
                <span className="event-title" dir="auto">
                  <Unbroken text={event.title} />
                </span>
              </a>
            </li>
          ))}
        </ol>
        {events.length > FIRST && !isOpen && (
          <button type="button" onClick={() => setOpen(true)} className="event-all">
            {`${words.showMore} (${formatNumber(events.length - FIRST, blog.language)})`}
          </button>
        )}
      </MarginSection>
    </nav>
  )
}
