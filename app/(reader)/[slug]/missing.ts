import { cache } from "react"
import { type BlogName, readBlogName } from "@/lib/blogs/read-blog-name"

/** What there is to say where a page is not: of which blog it would be, if readers know of one. */
type Missing = { isMissing: boolean; blog: BlogName | null }

type Holder = { done: Promise<Missing>; tell: (missing: Missing) => void }

// One per request. Next draws the page and the words for its absence at the same time, and gives only the page its address.
const holder = cache((): Holder => {
  let tell: Holder["tell"] = () => {}
  const done = new Promise<Missing>((resolve) => {
    tell = resolve
  })
  return { done, tell }
})

/** Waits until this request's page was looked for. Every page below here looks through `lookFor`. */
export function waitForMissing(): Promise<Missing> {
  return holder().done
}

/** Reads what a page shows, and lets the words for its absence know what came of it. */
export async function lookFor<T>(slug: string, read: () => Promise<T | null>): Promise<T | null> {
  const { tell } = holder()
  try {
    const found = await read()
    tell({ isMissing: found === null, blog: found === null ? await readBlogName(slug) : null })
    return found
  } finally {
    tell({ isMissing: true, blog: null })
  }
}
