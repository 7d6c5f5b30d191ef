import { InlineScript } from "@/components/reader/inline-script"
import { LIVE_ROOT } from "@/components/reader/live-data"
import { LiveDataBlock } from "@/components/reader/live-data-block"
import type { EmbedChoice } from "@/lib/embed-choice"
import { messagesFor } from "@/lib/i18n/locales"
import { directionOf } from "@/lib/i18n/text-direction"
import type { LiveConfig } from "@/lib/protocol/live-config"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { accentStyle } from "@/lib/theme/accent"
import { EmbedFeedNext } from "./embed-feed-next"

type Props = {
  page: ReaderPage
  /** Sites that may show it: lib/page-cache/reader-bundle.ts reads them from the frame and tells browsers. */
  hosts: string[]
  choice: EmbedChoice
  live: LiveConfig
  ownScript: boolean
}

/** A blog within a page of another site: nothing around it, and every link opens outside. */
export function EmbedPage({ page, hosts, choice, live, ownScript }: Props) {
  const { language, accent } = page.feed.blog
  const words = messagesFor(language)
  return (
    <div
      data-own-script=""
      lang={language}
      dir={directionOf(language)}
      data-frame-ancestors={hosts.join(" ")}
      data-theme={choice.theme}
      className="bg-page text-ink"
    >
      <base target="_blank" />
      <InlineScript order={false} />
      <div id={LIVE_ROOT} data-accent={accent} style={accent ? accentStyle(accent) : undefined}>
        <EmbedFeedNext page={page} live={live} words={words} choice={choice} />
      </div>
      {ownScript && <LiveDataBlock data={{ page, live, words, choice }} />}
    </div>
  )
}
