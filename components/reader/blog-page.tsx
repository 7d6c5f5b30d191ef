import type { LiveSettings } from "@/lib/live/client/settings"
import type { ReaderPage } from "@/lib/posts/reader-page"
import { readerWords } from "@/lib/words/languages"
import { FirstScript } from "./first-script"
import { LiveFeed } from "./live-feed"
import { ReaderFrame } from "./reader-frame"

/** A page of a blog with what stands around it, in the blog's language. Its browser gets the words of that one alone. */
export function BlogPage({ page, live }: { page: ReaderPage; live: LiveSettings }) {
  const { language } = page.feed.blog
  const words = readerWords(language)
  return (
    <ReaderFrame language={language} allBlogs={words.allBlogs} skip={{ href: "#updates", label: words.skipToUpdates }}>
      <FirstScript />
      <LiveFeed page={page} live={live} words={words} />
    </ReaderFrame>
  )
}
