import type { Metadata } from "next"
import { headers } from "next/headers"
import { BlogPage } from "@/components/reader/blog-page"
import { JsonLdScript } from "@/components/reader/json-ld-script"
import { serializeJsonLd, toJsonLd } from "@/lib/feeds/json-ld"
import { requestsReaderBundle } from "@/lib/page-cache/reader-bundle"
import { makeLiveConfig } from "@/lib/realtime/publisher-options"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { loadTimelinePage, pageMetadata } from "../../load-blog-page"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug: string; postId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, postId } = await params
  return pageMetadata(await loadTimelinePage(slug, postId), await getSiteSettings())
}

export default async function BlogTimelinePage({ params }: Props) {
  const { slug, postId } = await params
  const page = await loadTimelinePage(slug, postId)
  const site = await getSiteSettings()
  return (
    <>
      <JsonLdScript json={serializeJsonLd(toJsonLd(page, site))} />
      <BlogPage site={site} page={page} live={makeLiveConfig()} ownScript={requestsReaderBundle(await headers())} />
    </>
  )
}
