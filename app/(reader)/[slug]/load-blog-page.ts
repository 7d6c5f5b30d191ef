import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { cache } from "react"
import { summaryLine } from "@/lib/content/split-summary"
import { firstMoment, newestMoment } from "@/lib/feeds/moments"
import { SHARE_IMAGE_SIZE } from "@/lib/feeds/share-image-size"
import { messagesFor } from "@/lib/i18n/locales"
import { formatNumber, interpolate } from "@/lib/i18n/messages"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import { openGraphLocale } from "@/lib/i18n/spoken-languages"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { paths } from "@/lib/paths"
import { readBlogPage, readTimelinePage } from "@/lib/posts/read-page"
import { type SearchResults, searchPosts } from "@/lib/posts/search-posts"
import { homeNumber, isChronological, type ReaderPage } from "@/lib/protocol/reader-page"
import { absoluteUrl } from "@/lib/site"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { feedLinks } from "./feed-links"
import { lookFor } from "./missing"

const DESCRIPTION_CHARACTERS = 200
const MAX_TAGS = 10

/** The page to draw, read once per request; else Next answers 404, or 308 to the blog's address of today. */
export const loadBlogPage = cache((slug: string, postId: string | null) => load(slug, () => readBlogPage(slug, postId)))

/** The same for a page of the timeline that goes by one of its posts. */
export const loadTimelinePage = cache((slug: string, postId: string) =>
  load(slug, () => readTimelinePage(slug, postId)),
)

async function load(slug: string, read: () => ReturnType<typeof readBlogPage>): Promise<ReaderPage> {
  await publishDueOnRequest()
  const page = await lookFor(slug, read)
  if (!page) notFound()
  if ("movedTo" in page) permanentRedirect(page.movedTo)
  return page
}

/** What a search within a blog finds, read once per request; else Next answers 404. */
export const loadSearch = cache(async (slug: string, words: string, before: string | null): Promise<SearchResults> => {
  const search = await lookFor(slug, () => searchPosts(slug, words, before))
  if (!search) notFound()
  return search
})

/** Lists of results are for people, not for search engines. */
export function searchMetadata({ blog, words }: SearchResults): Metadata {
  const what = words || messagesFor(blog.language).search
  return { title: `${what} | ${blog.title}`, robots: { index: false, follow: true } }
}

/** What search engines and share cards show: of the post that the address names, else of the blog. */
export function pageMetadata(page: ReaderPage, site: SiteSettings): Metadata {
  const { feed, number, count, focus, isEmbeddable } = page
  const { blog, posts } = feed
  const post = posts.find((each) => each.id === focus)
  const words = messagesFor(blog.language)
  const pageOf = interpolate(words.pageOf, {
    number: formatNumber(isChronological(blog) ? count + 1 - number : number, blog.language),
    count: formatNumber(count, blog.language),
  })
  const isHome = number === homeNumber(blog, count)
  const place = isHome ? "" : ` (${pageOf})`
  const name = post ? postHeadline(post, blog) : blog.title
  const title = post ? `${name} | ${blog.title}` : `${blog.title}${place}`
  const about = post
    ? postSummary(post, blog, DESCRIPTION_CHARACTERS)
    : summaryLine(blog.summary, DESCRIPTION_CHARACTERS)
  const description = about || `${words.updates}: ${blog.title}`
  // A page of the timeline has as many addresses as posts; it goes by the blog's own, or by its newest post.
  const first = posts[0]
  const ofPage = !isHome && first ? paths.page(blog.slug, first.id) : paths.blog(blog.slug)
  const canonical = post ? paths.post(blog.slug, post.id) : ofPage
  const card = post ? paths.postCard(blog.slug, post.id, post.version) : paths.blogCard(blog.slug, feed.version)
  return {
    title,
    description,
    // Without it Google Discover and News show no large picture.
    robots: { index: true, follow: true, "max-image-preview": "large", "max-snippet": -1, "max-video-preview": -1 },
    alternates: { canonical, types: { ...feedLinks(blog), ...(isEmbeddable ? oembedLink(canonical, name) : {}) } },
    openGraph: {
      type: "article",
      title: name,
      description,
      url: canonical,
      siteName: site.name,
      locale: openGraphLocale(blog.language),
      publishedTime: post?.publishedAt ?? firstMoment(feed),
      modifiedTime: post ? (post.editedAt ?? post.publishedAt) : newestMoment(feed),
      authors: [...new Set((post ? [post] : posts).flatMap(({ authors }) => authors.map((each) => each.name)))],
      tags: [...new Set((post ? [post] : posts).flatMap(({ tags }) => tags))].slice(0, MAX_TAGS),
      images: [{ url: card, width: SHARE_IMAGE_SIZE.width, height: SHARE_IMAGE_SIZE.height, alt: name }],
    },
    twitter: { card: "summary_large_image", ...(site.xHandle ? { site: site.xHandle } : {}) },
  }
}

/** For sites that make an embed of an address that is pasted into them. */
function oembedLink(path: string, title: string) {
  return { "application/json+oembed": [{ url: absoluteUrl(paths.oembed(absoluteUrl(path))), title }] }
}
