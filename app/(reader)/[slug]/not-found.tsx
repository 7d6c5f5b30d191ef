import { LanguageScript } from "@/components/reader/language-script"
import { NotFoundView } from "@/components/reader/not-found-view"
import { resolveLanguage } from "@/lib/i18n/spoken-languages"
import { directionOf } from "@/lib/i18n/text-direction"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { waitForMissing } from "./missing"

/** Says what is not here, in the language of its blog; in English where there is no blog. */
export default async function NotFound() {
  const { isMissing, blog } = await waitForMissing()
  const site = await getSiteSettings()
  const language = blog?.language ?? resolveLanguage(site.language)
  const sayLanguage = <LanguageScript language={language} direction={directionOf(language)} />
  return isMissing ? <NotFoundView site={site} blog={blog} sayLanguage={sayLanguage} /> : null
}
