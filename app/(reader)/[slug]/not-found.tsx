import { NotFoundView } from "@/components/reader/not-found-view"
import { SayLanguage } from "@/components/reader/say-language"
import { directionOf } from "@/lib/words/direction"
import { waitForMissing } from "./missing"

/** Says what is not here, in the language of its blog; in English where there is no blog. */
export default async function NotFound() {
  const { isMissing, blog } = await waitForMissing()
  const language = blog?.language ?? "en"
  const sayLanguage = <SayLanguage language={language} direction={directionOf(language)} />
  return isMissing ? <NotFoundView blog={blog} sayLanguage={sayLanguage} /> : null
}
