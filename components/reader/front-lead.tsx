import { Time } from "@/components/post/post-time"
import type { FrontPageBlog, FrontPageLead } from "@/lib/blogs/front-page"
import { splitSummary } from "@/lib/content/split-summary"
import { dayAndClock } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { directionOf } from "@/lib/i18n/text-direction"
import { readerPaths } from "@/lib/reader-paths"
import { BlogState } from "./blog-state"
import { FrontPicture } from "./front-picture"
import { LanguageName } from "./language-name"

type Props = { blog: FrontPageBlog; lead: FrontPageLead; now: number; language: string }

/** The story of the day: large, with its picture and the moments that made it. */
export function FrontLead({ blog, lead: { moments, picture }, now, language }: Props) {
  const words = messagesFor(blog.language)
  const { lead: summary } = splitSummary(blog.summary)
  const besides = moments.length > 0
  return (
    <article
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="front-entry group/entry grid gap-x-10 gap-y-6 border-ink border-b-2 pt-6 pb-8 sm:pt-8 sm:pb-10 lg:grid-cols-12"
    >
      <div className={besides ? "min-w-0 lg:col-span-8" : "min-w-0 lg:col-span-12"}>
        <div data-fresh={`state ${blog.id}`} className="flex flex-wrap items-center gap-x-3">
          <BlogState blog={blog} now={now} words={words} />
          <LanguageName of={blog.language} beside={language} />
        </div>
        <h2 className="mt-2 font-semibold font-serif text-[2.25rem] leading-[1.08] tracking-[-0.018em] sm:text-[3.25rem]">
          <a href={readerPaths.blog(blog.slug)} className="after:absolute after:inset-0 group-hover/entry:text-accent">
            {blog.title}
          </a>
        </h2>
        {summary && (
          <p className="mt-3 line-clamp-4 max-w-2xl whitespace-pre-line font-serif text-ink-soft text-lg leading-relaxed sm:text-xl">
            {summary}
          </p>
        )}
        {picture && (
          <FrontPicture picture={picture} sizes="(min-width: 64rem) 38rem, calc(100vw - 2.5rem)" className="mt-5" />
        )}
      </div>
      {besides && (
        <ol
          data-fresh={`moments ${blog.id}`}
          className="min-w-0 self-start border-line lg:col-span-4 lg:border-s lg:ps-6"
        >
          {moments.map((moment) => (
            <li key={moment.id} className="relative border-line border-t py-3 first:border-t-0 lg:first:pt-0">
              <span aria-hidden="true" className="front-dot" />
              <a href={readerPaths.permalink(blog.slug, moment.id)} className="group/moment relative z-10 block">
                <Time iso={moment.publishedAt} place={blog} className="block text-ink-faint text-meta">
                  {dayAndClock(moment.publishedAt, blog)}
                </Time>
                <span className="mt-0.5 line-clamp-3 font-medium leading-snug group-hover/moment:text-accent group-hover/moment:underline">
                  {moment.title}
                </span>
              </a>
            </li>
          ))}
        </ol>
      )}
    </article>
  )
}
