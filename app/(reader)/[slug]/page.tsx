import type { Metadata } from "next"
import { LiveFeed } from "@/components/reader/live-feed"
import { liveSettings } from "@/lib/live/live-settings"
import { loadBlogPage, pageMetadata } from "./load-blog-page"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return pageMetadata(await loadBlogPage((await params).slug, null))
}

export default async function BlogPage({ params }: Props) {
  const page = await loadBlogPage((await params).slug, null)
  return <LiveFeed page={page} live={liveSettings()} />
}
