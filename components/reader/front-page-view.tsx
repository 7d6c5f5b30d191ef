import type { ReactNode } from "react"
import type { FrontPage, FrontPageBlog } from "@/lib/blogs/front-page"
import { messagesFor } from "@/lib/i18n/locales"
import { plannedStart } from "@/lib/i18n/planned-start"
import { EndedEntry, LiveCard, PlannedEntry } from "./front-card"
import { FrontLead } from "./front-lead"
import { StaleNotice } from "./notices"

/** All public blogs: the lead, what else is live, what is to come, and what is over. */
export function FrontPageView({ language, page }: { language: string; page: FrontPage }) {
  const { live, ended, lead, stale, readAt } = page
  const words = messagesFor(language)
  const now = Date.parse(readAt)
  const leading = lead ? [...live, ...ended].find((blog) => blog.id === lead.blogId) : undefined
  const others = (blogs: FrontPageBlog[]) => blogs.filter((blog) => blog !== leading)
  const startOf = (blog: FrontPageBlog) => plannedStart(blog, blog.posts, now)
  const running = others(live).filter((blog) => !startOf(blog))
  const planned = others(live)
    .flatMap((blog) => {
      const start = startOf(blog)
      return start ? [{ blog, start }] : []
    })
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
  const over = others(ended)
  return (
    <>
      <h1 className="sr-only">{words.allBlogs}</h1>
      {stale && <StaleNotice words={words} />}
      {live.length + ended.length === 0 && <Empty />}
      {lead && leading && <FrontLead blog={leading} lead={lead} now={now} language={language} />}
      {running.length > 0 && (
        <Section id="live-now" title={words.liveNow}>
          <ol className="grid gap-x-8 gap-y-9 pt-5 sm:grid-cols-2 lg:grid-cols-3">
            {running.map((blog) => (
              <LiveCard key={blog.id} blog={blog} now={now} language={language} />
            ))}
          </ol>
        </Section>
      )}
      {planned.length > 0 && (
        <Section id="coming-up" title={words.comingUp}>
          <ol>
            {planned.map(({ blog, start }) => (
              <PlannedEntry key={blog.id} blog={blog} start={start} now={now} language={language} />
            ))}
          </ol>
        </Section>
      )}
      {over.length > 0 && (
        <Section id="as-it-happened" title={words.asItHappened}>
          <ol className="grid gap-x-10 sm:grid-cols-2">
            {over.map((blog) => (
              <EndedEntry key={blog.id} blog={blog} language={language} />
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="pt-8 sm:pt-10">
      <h2 id={id} className="border-ink border-b-2 pb-2 font-semibold text-sm uppercase tracking-[0.06em]">
        {title}
      </h2>
      {children}
    </section>
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
