import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { cache } from "react"
import { BlogPage } from "@/components/reader/blog-page"
import { RehearsalBand } from "@/components/reader/rehearsal-band"
import { liveSettings } from "@/lib/live/live-settings"
import { paths } from "@/lib/paths"
import { readRehearsal } from "@/lib/posts/rehearse"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ token: string; post?: string[] }> }

const loadRehearsal = cache(async (token: string, postId: string | null) => {
  const page = await readRehearsal(token, postId)
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
      <RehearsalBand />
      <BlogPage
        page={page}
        live={{ ...liveSettings(), pusher: null, rehearsal: paths.rehearsalChanges(token) }}
        ownScript={false}
      />
    </>
  )
}
