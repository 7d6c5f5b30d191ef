import { FEED_FORMATS, type FeedFormat } from "@/lib/feeds/formats"
import { paths } from "@/lib/paths"
import type { PublicBlog } from "@/lib/protocol/delta"

/** The feeds that a page offers to feed readers: the blog's, or those of one tag. */
export function feedLinks({ slug, title }: PublicBlog, tag?: string) {
  const formats = Object.entries(FEED_FORMATS) as [FeedFormat, (typeof FEED_FORMATS)[FeedFormat]][]
  const what = tag ? `${title}: ${tag}` : title
  return Object.fromEntries(
    formats.map(([format, { type, name }]) => [
      type,
      [{ url: paths.feed(slug, format, tag ? { tag } : {}), title: `${what} (${name})` }],
    ]),
  )
}
