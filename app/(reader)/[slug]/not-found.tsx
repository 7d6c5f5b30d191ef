import { NotFoundView } from "@/components/reader/not-found-view"
import { waitForMissing } from "./missing"

/** Says what is not here, in the language of its blog; in English where there is no blog. */
export default async function NotFound() {
  const { isMissing, blog } = await waitForMissing()
  return isMissing ? <NotFoundView blog={blog} /> : null
}
