import type { Metadata } from "next"
import { headers } from "next/headers"
import { notFound } from "next/navigation"
import { cache } from "react"
import { InlineScript } from "@/components/reader/inline-script"
import { NotFoundView } from "@/components/reader/not-found-view"
import { readBlogName } from "@/lib/blogs/read-blog-name"
import { messagesFor } from "@/lib/i18n/locales"
import { requestsReaderBundle } from "@/lib/page-cache/reader-bundle"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug?: string[] }> }

// Without the database the words are in English rather than not there.
const readName = cache((slug: string) => readBlogName(slug).catch(() => null))

async function findBlog({ params }: Props) {
  if (!requestsReaderBundle(await headers())) notFound()
  const [slug] = (await params).slug ?? []
  return slug ? readName(slug) : null
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const blog = await findBlog(props)
  return {
    title: messagesFor(blog?.language ?? (await getSiteSettings()).language).notFound,
    robots: { index: false, follow: true },
  }
}

/**
 * What Next draws for an address at which there is nothing, it draws in the browser. This is the same as an ordinary page, which
 * our own server sends in its place with status 404 (lib/page-cache/renderer.ts). By itself it is not there.
 */
export default async function NotHerePage(props: Props) {
  return (
    <NotFoundView
      site={await getSiteSettings()}
      blog={await findBlog(props)}
      sayLanguage={<InlineScript order={false} />}
    />
  )
}
