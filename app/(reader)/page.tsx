import type { Metadata } from "next"
import { FRONT_ROOT } from "@/components/reader/follow-front"
import { FrontLiveNext } from "@/components/reader/front-live-next"
import { FrontPageView } from "@/components/reader/front-page-view"
import { InlineScript } from "@/components/reader/inline-script"
import { JsonLdScript } from "@/components/reader/json-ld-script"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { toFrontJsonLd } from "@/lib/feeds/front-json-ld"
import { messagesFor } from "@/lib/i18n/locales"
import { openGraphLocale, resolveLanguage } from "@/lib/i18n/spoken-languages"
import { paths } from "@/lib/paths"
import { serializeForScript } from "@/lib/serialize-json"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export const dynamic = "force-dynamic"

export async function generateMetadata(): Promise<Metadata> {
  const { name, language } = await getSiteSettings()
  const title = `${name}: ${messagesFor(language).allBlogs}`
  return {
    title: { absolute: title },
    robots: { index: true, follow: true, "max-image-preview": "large" },
    alternates: { canonical: paths.front() },
    openGraph: { type: "website", title, siteName: name, url: paths.front(), locale: openGraphLocale(language) },
  }
}

export default async function Front() {
  const site = await getSiteSettings()
  const language = resolveLanguage(site.language)
  const page = await readFrontPage()
  return (
    <ReaderFrame site={site} language={language} allBlogs={messagesFor(language).allBlogs}>
      {language !== "en" && <InlineScript order={false} />}
      <JsonLdScript json={serializeForScript(toFrontJsonLd(page, site))} />
      <div id={FRONT_ROOT}>
        <FrontPageView language={language} page={page} />
      </div>
      <FrontLiveNext />
    </ReaderFrame>
  )
}
