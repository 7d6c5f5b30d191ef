import { LanguageScript } from "@/components/reader/language-script"
import { NotFoundView } from "@/components/reader/not-found-view"
import { directionOf } from "@/lib/i18n/text-direction"
import { waitForMissing } from "./missing"

/** Says what is not here, in the language of its blog; in English where there is no blog. */
export default async function NotFound() {
  const { isMissing, blog } = await waitForMissing()
  const language = blog?.language ?? "en"
  const sayLanguage = <LanguageScript language={language} direction={directionOf(language)} />
  return isMissing ? <NotFoundView blog={blog} sayLanguage={sayLanguage} /> : null
}
