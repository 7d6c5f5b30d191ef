import { Time } from "@/components/post/post-time"
import type { PublicBlog } from "@/lib/live/delta"
import type { KeyEvent } from "@/lib/live/key-events"
import { paths } from "@/lib/paths"
import { readerWords } from "@/lib/words/reader-words"
import { clockTime, shortDay } from "@/lib/words/times"

type Props = {
  events: KeyEvent[]
  blog: PublicBlog /** Posts on this page, reached without loading another. */
  shown: Set<string>
}

/** The moments that mattered: a strip to swipe on a phone, a list in the margin on wide screens. */
export function KeyEvents({ events, blog, shown }: Props) {
  const words = readerWords(blog.language)
  const [newest] = events
  if (!newest) return null
  const days = new Set(events.map((event) => shortDay(event.publishedAt, blog)))
  return (
    <nav aria-label={words.keyEvents}>
      <h2 className="font-semibold text-meta uppercase tracking-[0.06em]">{words.keyEvents}</h2>
      <ol className="-mx-5 mt-3 flex snap-x scroll-px-5 overflow-x-auto px-5 pt-1 pb-3 sm:-mx-8 sm:scroll-px-8 sm:px-8 lg:mx-0 lg:block lg:px-0 lg:pb-0 lg:pl-1.5">
        {events.map((event) => (
          <li
            key={event.id}
            className="relative w-52 flex-none snap-start border-line border-t-2 pt-3 pr-5 lg:w-auto lg:border-t-0 lg:border-l lg:pt-0 lg:pr-0 lg:pb-5 lg:pl-4"
          >
            <span
              aria-hidden="true"
              className="absolute -top-[5px] left-0 size-2 rounded-full bg-accent lg:top-1.5 lg:-left-[4.5px]"
            />
            <a
              href={shown.has(event.id) ? `#${event.id}` : paths.permalink(blog.slug, event.id)}
              className="group/event block"
            >
              <Time iso={event.publishedAt} place={blog} className="block text-ink-faint text-meta">
                {days.size > 1 && `${shortDay(event.publishedAt, blog)}, `}
                {clockTime(event.publishedAt, blog)}
              </Time>
              <span className="mt-0.5 line-clamp-3 font-medium text-ink text-sm leading-snug group-hover/event:text-accent group-hover/event:underline">
                {event.title}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
