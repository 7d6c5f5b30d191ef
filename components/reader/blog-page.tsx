import type { LiveSettings } from "@/lib/live/client/settings"
import type { ReaderPage } from "@/lib/posts/reader-page"
import { readerWords } from "@/lib/words/languages"
import { FirstScript } from "./first-script"
import { LIVE_ROOT } from "./live-data"
import { LiveDataBlock } from "./live-data-block"
import { LiveFeedInNext } from "./live-feed-in-next"
import { ReaderFrame } from "./reader-frame"

type Props = {
  page: ReaderPage
  live: LiveSettings
  /** The browser gets our own script, which reads its data from the page. */
  ownScript: boolean
}

/** A page of a blog with what stands around it, in the blog's language. Its browser gets the words of that one alone. */
export function BlogPage({ page, live, ownScript }: Props) {
  const { language, accent } = page.feed.blog
  const words = readerWords(language)
  return (
    <ReaderFrame
      language={language}
      allBlogs={words.allBlogs}
      skip={{ href: "#updates", label: words.skipToUpdates }}
      accent={accent}
    >
      <FirstScript />
      <div id={LIVE_ROOT}>
        <LiveFeedInNext page={page} live={live} words={words} />
      </div>
      {ownScript && <LiveDataBlock data={{ page, live, words }} />}
    </ReaderFrame>
  )
}
