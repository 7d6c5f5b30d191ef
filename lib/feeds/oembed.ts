import { z } from "zod"
import { type EmbedChoice, parseEmbedChoice } from "@/lib/embed-choice"
import { paths } from "@/lib/paths"
import { readEmbed } from "@/lib/posts/read-embed"
import { absoluteUrl, isAddressKnown, siteUrl } from "@/lib/site"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { toEmbedFrame } from "./embed-snippets"

const WIDTH = 640
const HEIGHT = 600
const CACHE_SECONDS = 300

const pixels = z.coerce.number("Write a whole number.").int().min(120, "Ask for at least 120 pixels.").optional()

/** What a site asks with. Other parameters are not ours and change nothing. */
export const oembedSchema = z.object({
  url: z.string("Name the address of a live blog: ?url=…").max(2_048),
  maxwidth: pixels,
  maxheight: pixels,
  format: z.string().default("json"),
})

export type OembedQuery = z.output<typeof oembedSchema>

/** A blog, or one of its posts, as oEmbed describes it; null: there is none at that address that may be embedded. */
export async function readOembed(query: OembedQuery): Promise<object | null> {
  const { url, maxwidth = WIDTH, maxheight = HEIGHT } = query
  const place = parsePlace(url)
  const embed = place && (await readEmbed(place.slug, place.choice))
  if (!embed) return null
  // The blog has another address today.
  if ("movedTo" in embed) return readOembed({ ...query, url: absoluteUrl(embed.movedTo) })
  const { blog } = embed.page.feed
  const site = await getSiteSettings()
  const [width, height] = [Math.min(maxwidth, WIDTH), Math.min(maxheight, HEIGHT)]
  return {
    version: "1.0",
    type: "rich",
    title: blog.title,
    provider_name: site.name,
    provider_url: absoluteUrl("/"),
    cache_age: CACHE_SECONDS,
    width,
    height,
    html: toEmbedFrame({
      address: absoluteUrl(paths.embed(blog.slug, place.choice)),
      title: blog.title,
      width: String(width),
      height,
    }),
  }
}

const PAGE = /^\/([a-z0-9-]{1,80})(?:\/(?:embed|page\/post_[a-z0-9]+|(post_[a-z0-9]+)))?\/?$/

// Only addresses of ours; nothing is requested from them.
function parsePlace(url: string): { slug: string; choice: EmbedChoice } | null {
  if (!URL.canParse(url)) return null
  const { origin, pathname, searchParams } = new URL(url)
  if (isAddressKnown() && origin !== new URL(siteUrl()).origin) return null
  const [, slug, post] = PAGE.exec(pathname) ?? []
  return slug
    ? { slug, choice: parseEmbedChoice({ ...Object.fromEntries(searchParams), ...(post ? { post } : {}) }) }
    : null
}
