import { Time } from "@/components/post/post-time"
import { dayAndClockWithZone } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { TextSpan } from "@/lib/posts/mark-found"
import type { SearchHit, SearchResults } from "@/lib/posts/search-posts"
import type { PublicBlog } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { InlineScript } from "./inline-script"
import { ReaderFrame } from "./reader-frame"

const LINK =
  "rounded-full border border-line-strong px-4 py-1.5 font-medium text-ink text-sm hover:border-accent hover:text-accent"

/** The search within a blog: works without scripts, and each page of results is a link that can be kept. */
export function SearchPage({ site, found }: { site: SiteSettings; found: SearchResults }) {
  const { blog, words: query, results, next, isFirst } = found
  const words = messagesFor(blog.language)
  return (
    <ReaderFrame site={site} language={blog.language} allBlogs={words.allBlogs} accent={blog.accent}>
      <InlineScript />
      <div className="max-w-2xl pt-8 sm:pt-12">
        <p className="text-sm">
          <a href={readerPaths.blog(blog.slug)} className="text-accent underline underline-offset-3">
            {words.backToBlog}
          </a>
        </p>
        <p className="mt-6 font-medium font-serif text-ink-soft text-lg">{blog.title}</p>
        <h1 className="headline mt-1">{words.searchBlog}</h1>
        <Form blog={blog} query={query} words={words} />
        {query !== "" && results.length === 0 && (
          <div className="border-line border-y py-12 text-center">
            <p className="font-semibold font-serif text-xl">{interpolate(words.noResults, { query })}</p>
            <p className="mt-2 font-serif text-ink-soft text-reading">{words.noResultsHint}</p>
          </div>
        )}
        {results.length > 0 && (
          <section aria-labelledby="results">
            <h2 id="results" className="border-ink border-b-2 pb-2 font-semibold text-sm">
              {interpolate(words.resultsFor, { query })}
            </h2>
            <ol>
              {results.map((result) => (
                <Result key={result.id} result={result} blog={blog} words={words} />
              ))}
            </ol>
          </section>
        )}
        <nav aria-label={words.pages} className="mt-6 flex flex-wrap gap-2 empty:hidden">
          {!isFirst && (
            <a href={readerPaths.search(blog.slug, query)} className={LINK}>
              {words.firstResults}
            </a>
          )}
          {next && (
            <a href={readerPaths.search(blog.slug, query, next)} rel="next" className={LINK}>
              {words.moreResults}
            </a>
          )}
        </nav>
      </div>
    </ReaderFrame>
  )
}

function Form({ blog, query, words }: { blog: PublicBlog; query: string; words: Messages }) {
  return (
    <search>
      <form action={readerPaths.blog(blog.slug)} className="my-6 flex gap-2">
        <input
          type="search"
          name="q"
          defaultValue={query}
          aria-label={words.searchFor}
          maxLength={100}
          required
          enterKeyHint="search"
          className="h-11 min-w-0 flex-1 rounded-sm border border-line-strong bg-surface px-3.5 text-base"
        />
        <button
          type="submit"
          className="h-11 rounded-sm bg-ink px-5 font-medium text-page text-sm hover:bg-accent hover:text-on-accent"
        >
          {words.search}
        </button>
      </form>
    </search>
  )
}

function Result({ result, blog, words }: { result: SearchHit; blog: PublicBlog; words: Messages }) {
  return (
    <li className="relative border-line border-b py-5">
      <p className="flex flex-wrap gap-x-3 text-ink-faint text-meta">
        <Time iso={result.publishedAt} place={blog}>
          {dayAndClockWithZone(result.publishedAt, blog)}
        </Time>
        {result.keyEvent && <span className="label font-semibold text-accent">{words.keyEvent}</span>}
      </p>
      <h3 className="mt-1 font-semibold font-serif text-xl leading-snug">
        <a
          href={readerPaths.permalink(blog.slug, result.id)}
          className="after:absolute after:inset-0 hover:text-accent"
        >
          <Marked spans={result.title} />
        </a>
      </h3>
      {result.text.length > 0 && (
        <p className="mt-1.5 font-serif text-base text-ink-soft leading-relaxed">
          <Marked spans={result.text} />
        </p>
      )}
    </li>
  )
}

function Marked({ spans }: { spans: TextSpan[] }) {
  let place = 0
  return spans.map(({ text, found }) => {
    const key = place
    place += text.length
    return found ? (
      <mark key={key} className="rounded-xs bg-warn-soft px-0.5 text-ink">
        {text}
      </mark>
    ) : (
      text
    )
  })
}
