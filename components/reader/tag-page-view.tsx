import { messagesFor } from "@/lib/i18n/locales"
import { interpolate } from "@/lib/i18n/messages"
import type { TagPageData as Tagged } from "@/lib/posts/read-tag"
import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { InlineScript } from "./inline-script"
import { StaleNotice } from "./notices"
import { ReaderFrame } from "./reader-frame"
import { TaggedPosts } from "./tagged-posts"

/** The updates of a blog with one tag, newest first: real links, readable without scripts. */
export function TagPageView({ site, page }: { site: SiteSettings; page: Tagged }) {
  const { blog, tag, links, stale } = page
  const words = messagesFor(blog.language)
  return (
    <ReaderFrame
      site={site}
      nextScripts
      accent={blog.accent}
      language={blog.language}
      allBlogs={words.allBlogs}
      skip={{ href: "#updates", label: words.skipToUpdates }}
    >
      <InlineScript order={false} />
      <div className="max-w-2xl">
        <header className="border-ink border-b-2 pt-8 pb-6 sm:pt-12">
          <p className="text-sm">
            <a href={readerPaths.blog(blog.slug)} className="text-accent underline underline-offset-3">
              {words.backToBlog}
            </a>
          </p>
          <p className="mt-6 font-medium font-serif text-ink-soft text-lg">{blog.title}</p>
          <h1 className="headline mt-1">{interpolate(words.taggedUpdates, { tag })}</h1>
        </header>
        {stale && <StaleNotice words={words} />}
        <h2 id="updates" tabIndex={-1} className="sr-only">
          {words.updates}
        </h2>
        <TaggedPosts page={page} words={words} />
        {(links.newest || links.older) && (
          <nav
            aria-label={words.pages}
            className="mt-2 flex justify-between gap-3 border-line border-t pt-5 text-sm print:hidden"
          >
            {links.newest && (
              <a href={links.newest} className="pill px-4 py-1.5">
                {words.newest}
              </a>
            )}
            {links.older && (
              <a href={links.older} rel="next" className="pill ms-auto px-4 py-1.5">
                {words.older}
              </a>
            )}
          </nav>
        )}
      </div>
    </ReaderFrame>
  )
}
