import type { Metadata } from "next"
import { headers } from "next/headers"
import { BlogPage } from "@/components/reader/blog-page"
import { JsonLdScript } from "@/components/reader/json-ld-script"
import { SearchPage } from "@/components/reader/search-page"
import { serializeJsonLd, toJsonLd } from "@/lib/feeds/json-ld"
import { requestsReaderBundle } from "@/lib/page-cache/reader-bundle"
import { makeLiveConfig } from "@/lib/realtime/publisher-options"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { loadBlogPage, loadSearch, pageMetadata, searchMetadata } from "./load-blog-page"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, search } = await parse(props)
  return search
    ? searchMetadata(await loadSearch(slug, search.words, search.before))
    : pageMetadata(await loadBlogPage(slug, null), await getSiteSettings())
}

export default async function Page(props: Props) {
  const { slug, search } = await parse(props)
  const site = await getSiteSettings()
  if (search) return <SearchPage site={site} found={await loadSearch(slug, search.words, search.before)} />
  const page = await loadBlogPage(slug, null)
  return (
    <>
      <JsonLdScript json={serializeJsonLd(toJsonLd(page, site))} />
      <BlogPage site={site} page={page} live={makeLiveConfig()} ownScript={requestsReaderBundle(await headers())} />
    </>
  )
}

/** `?q=` makes it a search, also without words: then there is only the form. */
async function parse({ params, searchParams }: Props) {
  const [{ slug }, { q, before }] = await Promise.all([params, searchParams])
  const search = typeof q === "string" ? { words: q, before: typeof before === "string" ? before : null } : null
  return { slug, search }
}
