import { Time } from "@/components/post/post-time"
import type { FrontPageBlog } from "@/lib/blogs/front-page"
import { splitSummary } from "@/lib/content/split-summary"
import { clockBeside, clockTimeWithZone, isSameDay, shortDay, weekday } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { plural } from "@/lib/i18n/messages"
import { directionOf } from "@/lib/i18n/text-direction"
import { readerPaths } from "@/lib/reader-paths"
import { BlogState } from "./blog-state"
import { FrontPicture } from "./front-picture"
import { LanguageName } from "./language-name"

type Props = { blog: FrontPageBlog; now: number; language: string }

/** A live blog beside the one that leads. */
export function LiveCard({ blog, now, language }: Props) {
  const words = messagesFor(blog.language)
  const { lead: summary } = splitSummary(blog.summary)
  return (
    <li
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="front-entry group/entry min-w-0 border-line border-t pt-3"
    >
      {blog.picture && (
        <FrontPicture
          picture={blog.picture}
          sizes="(min-width: 64rem) 19rem, (min-width: 40rem) 45vw, calc(100vw - 2.5rem)"
          className="mb-3"
          lazy
        />
      )}
      <div data-fresh={`state ${blog.id}`} className="flex flex-wrap items-center gap-x-3">
        <BlogState blog={blog} now={now} words={words} />
        <LanguageName of={blog.language} beside={language} />
      </div>
      <h3 className="mt-2 font-semibold font-serif text-[1.375rem] leading-[1.6rem] tracking-[-0.01em]">
        <BlogLink blog={blog} />
      </h3>
      {summary && !blog.picture && (
        <p className="mt-2 line-clamp-3 font-serif text-ink-soft leading-relaxed">{summary}</p>
      )}
      {blog.latest && (
        <p
          data-fresh={`latest ${blog.id}`}
          className="mt-2.5 line-clamp-3 border-live border-s-2 ps-3 text-ink-soft text-sm"
        >
          <Time iso={blog.latest.publishedAt} place={blog} className="font-semibold text-ink">
            {clockBeside(blog.latest.publishedAt, new Date(now).toISOString(), blog)}
          </Time>{" "}
          {blog.latest.title}
        </p>
      )}
    </li>
  )
}

/** Coverage to come, with its day and hour in front. */
export function PlannedEntry({ blog, start, now, language }: Props & { start: string }) {
  const isToday = isSameDay(start, new Date(now).toISOString(), blog)
  const { lead: summary } = splitSummary(blog.summary)
  return (
    <li
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="front-entry group/entry flex min-w-0 flex-wrap gap-x-5 gap-y-2 border-line border-b py-4"
    >
      <Time iso={start} place={blog} className="flex w-44 shrink-0 flex-wrap content-start gap-1.5 text-meta">
        {!isToday && <span className="front-chip">{weekday(start, blog)}</span>}
        <span className="front-chip font-semibold">{clockTimeWithZone(start, blog)}</span>
      </Time>
      <div className="min-w-0 flex-[1_1_16rem]">
        <h3 className="font-semibold font-serif text-xl leading-snug">
          <BlogLink blog={blog} />
        </h3>
        {summary && <p className="mt-1 line-clamp-2 font-serif text-base text-ink-soft">{summary}</p>}
        <LanguageName of={blog.language} beside={language} />
      </div>
    </li>
  )
}

/** Coverage that is over, with its day. */
export function EndedEntry({ blog, language }: Omit<Props, "now">) {
  const words = messagesFor(blog.language)
  const day = blog.endedAt ?? blog.updatedAt
  return (
    <li
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="front-entry group/entry min-w-0 border-line border-b py-4"
    >
      <h3 className="font-semibold font-serif text-lg leading-snug">
        <BlogLink blog={blog} />
      </h3>
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-ink-faint text-meta">
        <span>
          <Time iso={day} place={blog}>
            {shortDay(day, blog)}
          </Time>
          {" · "}
          {plural(words.updatesCount, blog.posts, blog.language)}
        </span>
        <LanguageName of={blog.language} beside={language} />
      </p>
    </li>
  )
}

/** The whole entry can be clicked; the link's name is the title alone. */
function BlogLink({ blog }: { blog: FrontPageBlog }) {
  return (
    <a href={readerPaths.blog(blog.slug)} className="after:absolute after:inset-0 group-hover/entry:text-accent">
      {blog.title}
    </a>
  )
}
