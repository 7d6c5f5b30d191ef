import type { ImageBlock } from "@/lib/content/document"
import { resolveEmbed } from "@/lib/content/embeds"
import { documentPictures } from "@/lib/content/pictures"
import { splitSummary, summaryLine } from "@/lib/content/split-summary"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import { paths } from "@/lib/paths"
import type { Author, PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { homeNumber, type ReaderPage } from "@/lib/protocol/reader-page"
import { serializeForScript } from "@/lib/serialize-json"
import { absoluteUrl } from "@/lib/site"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { type Organization, toOrganization, toPicture } from "./json-ld-things"
import { firstMoment, newestMoment } from "./moments"

const MAX_UPDATES = 50
const BODY_CHARACTERS = 1_000
const DESCRIPTION_CHARACTERS = 300
const MAX_AUTHORS = 20
const MAX_KEYWORDS = 30

/** What search engines read: of the post that the address names, else of the blog. */
export function toJsonLd(page: ReaderPage, site: SiteSettings) {
  const { blog, posts } = page.feed
  const post = posts.find(({ id }) => id === page.focus)
  if (!post) return toLiveBlog(page, site)
  const url = absoluteUrl(paths.blog(blog.slug))
  return {
    "@context": "https://schema.org",
    ...toUpdate(post, blog, toOrganization(site, blog.logo ?? site.logo)),
    url: absoluteUrl(paths.post(blog.slug, post.id)),
    mainEntityOfPage: absoluteUrl(paths.post(blog.slug, post.id)),
    inLanguage: blog.language,
    isAccessibleForFree: true,
    isPartOf: { "@type": "LiveBlogPosting", "@id": url, url, headline: blog.title },
  }
}

/** A blog: schema.org's LiveBlogPosting with the updates of this page, newest first. */
function toLiveBlog({ feed, number, count }: ReaderPage, site: SiteSettings) {
  const { blog } = feed
  const home = absoluteUrl(paths.blog(blog.slug))
  const first = feed.posts[0]
  // Another page of the blog is a thing of its own, with other updates.
  const isPart = number !== homeNumber(blog, count) && first !== undefined
  const url = isPart ? absoluteUrl(paths.page(blog.slug, first.id)) : home
  const startedAt = firstMoment(feed)
  const { points } = splitSummary(blog.summary)
  const keywords = [...new Set(feed.posts.flatMap(({ tags }) => tags))].slice(0, MAX_KEYWORDS)
  const description = summaryLine(blog.summary, DESCRIPTION_CHARACTERS)
  const publisher = toOrganization(site, blog.logo ?? site.logo)
  const people = bylines(feed.posts)
  return {
    "@context": "https://schema.org",
    "@type": "LiveBlogPosting",
    "@id": url,
    url,
    mainEntityOfPage: url,
    headline: blog.title,
    ...(description ? { description } : {}),
    image: [
      ...(blog.headerImage ? [toPicture(blog.headerImage)] : []),
      absoluteUrl(paths.blogCard(blog.slug, feed.version)),
    ],
    ...(isPart ? { isPartOf: { "@type": "LiveBlogPosting" as const, "@id": home } } : {}),
    ...(points.length > 0 ? { abstract: points.join("\n") } : {}),
    ...(keywords.length > 0 ? { keywords } : {}),
    datePublished: startedAt,
    dateModified: newestMoment(feed),
    // Before the first update the plan is all that is known.
    coverageStartTime: blog.coverageAt && (!first || blog.coverageAt < startedAt) ? blog.coverageAt : startedAt,
    // A time at which coverage ended says that it is over; while it goes on there is none.
    ...(blog.status === "ended" && blog.endedAt ? { coverageEndTime: blog.endedAt } : {}),
    inLanguage: blog.language,
    isAccessibleForFree: true,
    author: people.length > 0 ? people.map(toPerson) : publisher,
    publisher,
    liveBlogUpdate: feed.posts.slice(0, MAX_UPDATES).map((post) => toUpdate(post, blog, publisher)),
  }
}

export type JsonLd = ReturnType<typeof toJsonLd>

/**
 * JSON that can stand inside a script element: no text in it can end the element, open a comment or be taken for markup,
 * and it says the same to every parser of JSON.
 */
export function serializeJsonLd(data: JsonLd): string {
  return serializeForScript(data)
}

/** Everyone who wrote something on this page, each once. */
function bylines(posts: PublicPost[]): Author[] {
  const people = new Map(posts.flatMap(({ authors }) => authors.map((author) => [author.name, author])))
  return [...people.values()].slice(0, MAX_AUTHORS)
}

function toUpdate(post: PublicPost, blog: PublicBlog, publisher: Organization) {
  const url = absoluteUrl(paths.permalink(blog.slug, post.id))
  const image = documentPictures(post.content)[0]
  return {
    "@type": "BlogPosting" as const,
    "@id": url,
    url,
    headline: postHeadline(post, blog),
    datePublished: post.publishedAt,
    ...(post.editedAt ? { dateModified: post.editedAt } : {}),
    articleBody: postSummary(post, blog, BODY_CHARACTERS),
    author: post.authors.length > 0 ? post.authors.map(toPerson) : publisher,
    publisher,
    ...(image ? { image: toImage(image) } : {}),
    ...(post.tags.length > 0 ? { keywords: post.tags } : {}),
    ...toVideo(post, blog),
    ...(post.correction ? { correction: { "@type": "CorrectionComment" as const, text: post.correction } } : {}),
  }
}

/** The first video that we know the still picture of, without which search engines take none. */
function toVideo(post: PublicPost, blog: PublicBlog) {
  for (const block of post.content.content) {
    const embed = block.type === "embed" ? resolveEmbed(block.attrs.url) : null
    const id = embed?.kind === "player" && /\/embed\/([\w-]{11})(?:\?|$)/.exec(embed.src)?.[1]
    if (!id || embed.provider !== "YouTube") continue
    const picture = block.type === "embed" && block.attrs.card?.picture
    return {
      video: {
        "@type": "VideoObject" as const,
        name: postHeadline(post, blog),
        description: postSummary(post, blog, DESCRIPTION_CHARACTERS),
        uploadDate: post.publishedAt,
        thumbnailUrl: picture ? toPicture(picture).url : `https://i.ytimg.com/vi/${id}/hqdefault.jpg`,
        embedUrl: embed.src,
      },
    }
  }
  return {}
}

function toPerson({ name, picture }: Author) {
  const image = picture ? { image: absoluteUrl(paths.media(picture, PORTRAIT_WIDTH, "jpg")) } : {}
  return { "@type": "Person" as const, name, ...image }
}

function toImage({ attrs: { caption, ...picture } }: ImageBlock) {
  return { ...toPicture(picture), ...(caption ? { caption } : {}) }
}
