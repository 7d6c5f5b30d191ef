import type { Metadata } from "next"
import { notFound, permanentRedirect } from "next/navigation"
import { cache } from "react"
import { cutText } from "@/lib/content/cut-text"
import { excerpt } from "@/lib/content/plain-text"
import { CARD_SIZE } from "@/lib/feeds/card-size"
import { publishOnRead } from "@/lib/http/publish-on-read"
import { paths } from "@/lib/paths"
import { readBlogPage } from "@/lib/posts/read-page"
import { homeNumber, type ReaderPage, readsAsItHappened } from "@/lib/posts/reader-page"
import { type Search, searchPosts } from "@/lib/posts/search"
import { SITE_NAME } from "@/lib/site"
import { readerWords } from "@/lib/words/languages"
import { fill, sayNumber } from "@/lib/words/reader-words"
import { feedLinks } from "./feed-links"
import { lookFor } from "./missing"

const DESCRIPTION_CHARACTERS = 200

/** The page to draw, read once per request; else Next answers 404, or 308 to the blog's address of today. */
export const loadBlogPage = cache(async (slug: string, postId: string | null): Promise<ReaderPage> => {
  await publishOnRead()
  const page = await lookFor(slug, () => readBlogPage(slug, postId))
  if (!page) notFound()
  if ("movedTo" in page) permanentRedirect(page.movedTo)
  return page
})

/** What a search within a blog finds, read once per request; else Next answers 404. */
export const loadSearch = cache(async (slug: string, words: string, before: string | null): Promise<Search> => {
  const search = await lookFor(slug, () => searchPosts(slug, words, before))
  if (!search) notFound()
  return search
})

/** Lists of results are for people, not for search engines. */
export function searchMetadata({ blog, words }: Search): Metadata {
  const what = words || readerWords(blog.language).search
  return { title: `${what} | ${blog.title}`, robots: { index: false, follow: true } }
}

/** What search engines and share cards show: of the post that the address names, else of the blog. */
export function pageMetadata({ feed, number, count, focus }: ReaderPage): Metadata {
  const { blog, posts } = feed
  const post = posts.find((each) => each.id === focus)
  const words = readerWords(blog.language)
  const pageOf = fill(words.pageOf, {
    number: sayNumber(readsAsItHappened(blog) ? count + 1 - number : number, blog.language),
    count: sayNumber(count, blog.language),
  })
  const isHome = number === homeNumber(blog, count)
  const place = isHome ? "" : ` (${pageOf})`
  const title = post?.title ? `${post.title} | ${blog.title}` : `${blog.title}${place}`
  const about = post ? excerpt(post.content, DESCRIPTION_CHARACTERS) : cutText(blog.summary, DESCRIPTION_CHARACTERS)
  const description = about || `${words.updates}: ${blog.title}`
  // A page has as many addresses as posts; one of them is the blog's own, another goes by its newest post.
  const first = posts[0]
  const canonical = !isHome && first ? paths.page(blog.slug, first.id) : paths.blog(blog.slug)
  const card = post ? paths.postCard(blog.slug, post.id, post.version) : paths.blogCard(blog.slug, feed.version)
  return {
    title,
    description,
    alternates: { canonical, types: feedLinks(blog) },
    openGraph: {
      type: "article",
      title: post?.title || blog.title,
      description,
      url: post ? paths.page(blog.slug, post.id) : canonical,
      siteName: SITE_NAME,
      locale: blog.language.replace("-", "_"),
      publishedTime: post?.publishedAt ?? blog.startedAt ?? undefined,
      modifiedTime: post ? (post.editedAt ?? post.publishedAt) : feed.at,
      images: [{ url: card, width: CARD_SIZE.width, height: CARD_SIZE.height, alt: post?.title || blog.title }],
    },
    twitter: { card: "summary_large_image" },
  }
}
