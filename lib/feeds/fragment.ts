import type { EmbedChoice } from "@/lib/embed-choice"
import { messagesFor } from "@/lib/i18n/locales"
import { directionOf } from "@/lib/i18n/text-direction"
import { paths } from "@/lib/paths"
import type { BlogEmbed } from "@/lib/posts/read-embed"
import { renderPostHtml } from "@/lib/posts/render-html"
import { absoluteUrl, withAbsoluteUrls } from "@/lib/site"
import { escapeXml } from "./xml"

/** A blog's newest posts as HTML without scripts or styles, for servers that put it into pages of their own. */
export async function renderFragment({ page }: BlogEmbed, choice: EmbedChoice): Promise<string> {
  const { blog, posts } = page.feed
  const words = messagesFor(blog.language)
  const state = blog.status === "ended" ? words.ended : words.live
  const drawn = await Promise.all(posts.slice(0, choice.limit).map((post) => renderPostHtml(post, blog)))
  const address = escapeXml(absoluteUrl(paths.blog(blog.slug)))
  return [
    `<section class="running-story" lang="${escapeXml(blog.language)}" dir="${directionOf(blog.language)}" data-status="${blog.status}">`,
    `<header class="running-story-header"><p class="running-story-state">${escapeXml(state)}</p>`,
    `<h2 class="running-story-title"><a href="${address}">${escapeXml(blog.title)}</a></h2></header>`,
    ...(drawn.length > 0
      ? drawn.map((html) => openOutside(withAbsoluteUrls(html)))
      : [`<p>${escapeXml(words.empty)}</p>`]),
    `<p class="running-story-more"><a href="${address}">${escapeXml(words.wholeBlog)}</a></p>`,
    "</section>\n",
  ].join("\n")
}

// Words of people cannot look like markup here: the renderer escaped them.
function openOutside(html: string): string {
  return html.replaceAll(/<a ([^>]*)>/g, (_, attributes: string) => {
    const [, rel = ""] = /\brel="([^"]*)"/.exec(attributes) ?? []
    const others = attributes.replace(/ ?\b(?:rel|target)="[^"]*"/g, "")
    return `<a ${others} target="_blank" rel="${[...new Set([...rel.split(" ").filter(Boolean), "noopener"])].join(" ")}">`
  })
}
