import type { Metadata } from "next"
import { FrontPageView } from "@/components/reader/front-page-view"
import { InlineScript } from "@/components/reader/inline-script"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { messagesFor } from "@/lib/i18n/locales"
import { resolveLanguage } from "@/lib/i18n/spoken-languages"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export const dynamic = "force-dynamic"

export async function generateMetadata(): Promise<Metadata> {
  const { name, language } = await getSiteSettings()
  const title = `${name}: ${messagesFor(language).allBlogs}`
  return {
    title: { absolute: title },
    alternates: { canonical: paths.front() },
    openGraph: { type: "website", title, siteName: name, url: paths.front() },
  }
}

export default async function Front() {
  const site = await getSiteSettings()
  const language = resolveLanguage(site.language)
  return (
    <ReaderFrame site={site} language={language} allBlogs={messagesFor(language).allBlogs}>
      {language !== "en" && <InlineScript order={false} />}
      <FrontPageView language={language} page={await readFrontPage()} />
    </ReaderFrame>
  )
}
