import type { Metadata } from "next"
import { TagPageView } from "@/components/reader/tag-page-view"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { loadTagPage, tagMetadata } from "./load-tag-page"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug: string; tag: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, tag } = await params
  return tagMetadata(await loadTagPage(slug, tag, null))
}

export default async function Page({ params }: Props) {
  const { slug, tag } = await params
  return <TagPageView site={await getSiteSettings()} page={await loadTagPage(slug, tag, null)} />
}
