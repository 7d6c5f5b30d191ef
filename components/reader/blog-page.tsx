import { messagesFor } from "@/lib/i18n/locales"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { InlineScript } from "./inline-script"
import { LIVE_ROOT } from "./live-data"
import { LiveDataBlock } from "./live-data-block"
import { LiveFeedNext } from "./live-feed-next"
import { ReaderFrame } from "./reader-frame"

type Props = {
  site: SiteSettings
  page: ReaderPage
  live: LiveConfig
  /** The browser gets our own script, which reads its data from the page. */
  ownScript: boolean
}

/** A page of a blog with what stands around it, in the blog's language. Its browser gets the words of that one alone. */
export function BlogPage({ site, page, live, ownScript }: Props) {
  const { language, accent } = page.feed.blog
  const words = messagesFor(language)
  return (
    <ReaderFrame
      site={site}
      language={language}
      allBlogs={words.allBlogs}
      skip={{ href: "#updates", label: words.skipToUpdates }}
      accent={accent}
    >
      <InlineScript />
      <div id={LIVE_ROOT}>
        <LiveFeedNext page={page} live={live} words={words} />
      </div>
      {ownScript && <LiveDataBlock data={{ page, live, words }} />}
    </ReaderFrame>
  )
}
