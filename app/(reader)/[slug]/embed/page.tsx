import type { Metadata } from "next"
import { headers } from "next/headers"
import { notFound, permanentRedirect } from "next/navigation"
import { cache } from "react"
import { EmbedPage } from "@/components/reader/embed/embed-page"
import { type EmbedChoice, parseEmbedChoice } from "@/lib/embed-choice"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { requestsReaderBundle } from "@/lib/page-cache/reader-bundle"
import { paths } from "@/lib/paths"
import { readEmbed } from "@/lib/posts/read-embed"
import { makeLiveConfig } from "@/lib/realtime/publisher-options"
import { lookFor } from "../missing"

export const dynamic = "force-dynamic"

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { embed } = await load(props)
  const { blog } = embed.page.feed
  return { title: blog.title, robots: { index: false }, alternates: { canonical: paths.blog(blog.slug) } }
}

export default async function Page(props: Props) {
  const { embed, choice } = await load(props)
  const ownScript = requestsReaderBundle(await headers())
  return <EmbedPage {...embed} choice={choice} live={makeLiveConfig()} ownScript={ownScript} />
}

async function load({ params, searchParams }: Props) {
  const choice = parseEmbedChoice(await searchParams)
  return { choice, embed: await loadEmbed((await params).slug, JSON.stringify(choice)) }
}

// Read once per request; the choice as text, because equal objects are not one.
const loadEmbed = cache(async (slug: string, choice: string) => {
  await publishDueOnRequest()
  const embed = await lookFor(slug, () => readEmbed(slug, JSON.parse(choice) as EmbedChoice))
  if (!embed) notFound()
  if ("movedTo" in embed) permanentRedirect(embed.movedTo)
  return embed
})
