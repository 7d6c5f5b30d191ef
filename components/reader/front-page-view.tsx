import { Time } from "@/components/post/post-time"
import type { FrontPage, FrontPageBlog } from "@/lib/blogs/front-page"
import { splitSummary } from "@/lib/content/split-summary"
import { shortDay } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { plural } from "@/lib/i18n/messages"
import { plannedStart } from "@/lib/i18n/planned-start"
import { directionOf } from "@/lib/i18n/text-direction"
import { readerPaths } from "@/lib/reader-paths"
import { BlogState } from "./blog-state"
import { FrontLead } from "./front-lead"
import { StaleNotice } from "./notices"

/** All public blogs: what is live now, then what was. */
export function FrontPageView({ language, page }: { language: string; page: FrontPage }) {
  const { live, ended, lead, stale, readAt } = page
  const words = messagesFor(language)
  const now = Date.parse(readAt)
  const leading = lead ? [...live, ...ended].find((blog) => blog.id === lead.blogId) : undefined
  const others = (blogs: FrontPageBlog[]) => blogs.filter((blog) => blog !== leading)
  const startOf = (blog: FrontPageBlog) => plannedStart(blog, blog.posts, now)
  const running = others(live).filter((blog) => !startOf(blog))
  const planned = others(live)
    .filter(startOf)
    .sort((a, b) => Date.parse(startOf(a) ?? "") - Date.parse(startOf(b) ?? ""))
  return (
    <>
      <h1 className="sr-only">{words.allBlogs}</h1>
      {stale && <StaleNotice words={words} />}
      {live.length + ended.length === 0 && <Empty />}
      {lead && leading && <FrontLead blog={leading} lead={lead} now={now} />}
      {running.length > 0 && <LiveSection id="live-now" title={words.liveNow} blogs={running} now={now} />}
      {planned.length > 0 && <LiveSection id="coming-up" title={words.comingUp} blogs={planned} now={now} />}
      {others(ended).length > 0 && (
        <section aria-labelledby="as-it-happened" className="pt-10 sm:pt-14">
          <SectionTitle id="as-it-happened">{words.asItHappened}</SectionTitle>
          <ol className="grid gap-x-10 sm:grid-cols-2">
            {others(ended).map((blog) => (
              <EndedEntry key={blog.id} blog={blog} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function LiveSection({ id, title, blogs, now }: { id: string; title: string; blogs: FrontPageBlog[]; now: number }) {
  return (
    <section aria-labelledby={id} className="pt-8 sm:pt-12">
      <SectionTitle id={id}>{title}</SectionTitle>
      <ol>
        {blogs.map((blog) => (
          <LiveEntry key={blog.id} blog={blog} now={now} />
        ))}
      </ol>
    </section>
  )
}

function LiveEntry({ blog, now }: { blog: FrontPageBlog; now: number }) {
  const words = messagesFor(blog.language)
  const { lead: summary } = splitSummary(blog.summary)
  return (
    <li
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="group/entry relative border-line border-b py-6 sm:py-8"
    >
      <BlogState blog={blog} now={now} words={words} />
      <h3 className="mt-3 font-semibold font-serif text-2xl leading-[1.12] tracking-[-0.01em] sm:text-3xl">
        <BlogLink blog={blog} />
      </h3>
      {summary && (
        <p className="mt-3 line-clamp-3 max-w-3xl font-serif text-ink-soft text-lg leading-relaxed">{summary}</p>
      )}
      {blog.latest && (
        <p className="mt-4 max-w-3xl border-live border-s-2 ps-3 text-ink-soft text-sm">
          <span className="font-semibold text-ink">{words.latest}</span> {blog.latest.line}
        </p>
      )}
    </li>
  )
}

function EndedEntry({ blog }: { blog: FrontPageBlog }) {
  const words = messagesFor(blog.language)
  const { lead: summary } = splitSummary(blog.summary)
  return (
    <li
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="group/entry relative border-line border-b py-5"
    >
      <h3 className="font-semibold font-serif text-xl leading-snug">
        <BlogLink blog={blog} />
      </h3>
      {summary && <p className="mt-2 line-clamp-2 font-serif text-base text-ink-soft">{summary}</p>}
      <p className="mt-2 text-ink-faint text-meta">
        <Time iso={blog.endedAt ?? blog.updatedAt} place={blog}>
          {shortDay(blog.endedAt ?? blog.updatedAt, blog)}
        </Time>
        {" · "}
        {plural(words.updatesCount, blog.posts, blog.language)}
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

function SectionTitle({ id, children }: { id: string; children: string }) {
  return (
    <h2 id={id} className="border-ink border-b-2 pb-2 font-semibold text-sm uppercase tracking-[0.06em]">
      {children}
    </h2>
  )
}

function Empty() {
  return (
    <div lang="en" dir="ltr" className="py-20 text-center sm:py-32">
      <p className="font-semibold font-serif text-3xl">Nothing is live right now.</p>
      <p className="mt-3 font-serif text-ink-soft text-lg">Live blogs appear here as soon as the newsroom opens one.</p>
    </div>
  )
}
