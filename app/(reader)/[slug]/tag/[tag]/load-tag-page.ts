import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { cache } from "react"
import { messagesFor } from "@/lib/i18n/locales"
import { interpolate } from "@/lib/i18n/messages"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { paths } from "@/lib/paths"
import { readTagPage, type TagPageData } from "@/lib/posts/read-tag"
import { feedLinks } from "../../feed-links"
import { lookFor } from "../../missing"

/** The updates with a tag, read once per request; else Next answers 404, or 308 to the page's address of today. */
export const loadTagPage = cache(async (slug: string, tag: string, postId: string | null): Promise<TagPageData> => {
  await publishDueOnRequest()
  const page = await lookFor(slug, () => readTagPage(slug, decode(tag), postId))
  if (!page) notFound()
  if ("movedTo" in page) permanentRedirect(page.movedTo)
  return page
})

/** A list of what stands on the blog's own pages: for people, who may keep and share it, not for search engines. */
export function tagMetadata({ blog, tag }: TagPageData): Metadata {
  return {
    title: `${interpolate(messagesFor(blog.language).taggedUpdates, { tag })} | ${blog.title}`,
    robots: { index: false, follow: true },
    alternates: { canonical: paths.tag(blog.slug, tag), types: feedLinks(blog, tag) },
  }
}

// Next hands a part of the path over as it came.
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
