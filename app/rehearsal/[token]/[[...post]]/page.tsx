import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { cache } from "react"
import { BlogPage } from "@/components/reader/blog-page"
import { PreviewBanner } from "@/components/reader/preview-banner"
import { paths } from "@/lib/paths"
import { readPreview } from "@/lib/posts/read-preview"
import { makeLiveConfig } from "@/lib/realtime/publisher-options"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ token: string; post?: string[] }> }

const loadRehearsal = cache(async (token: string, postId: string | null) => {
  const page = await readPreview(token, postId)
  if (!page) notFound()
  if ("openedAs" in page) redirect(page.openedAs)
  return page
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token, post } = await params
  const { feed } = await loadRehearsal(token, post?.[0] ?? null)
  return { title: `Rehearsal: ${feed.blog.title}`, robots: { index: false, follow: false }, referrer: "no-referrer" }
}

export default async function RehearsalPage({ params }: Props) {
  const { token, post } = await params
  const page = await loadRehearsal(token, post?.[0] ?? null)
  return (
    <>
      <PreviewBanner />
      <BlogPage
        site={await getSiteSettings()}
        page={page}
        live={{ ...makeLiveConfig(), pusher: null, rehearsal: paths.rehearsalChanges(token) }}
        ownScript={false}
      />
    </>
  )
}
