import { createElement, Fragment } from "react"
import { Correction } from "@/components/post/correction"
import { Post } from "@/components/post/post"
import { PostContent } from "@/components/post/post-content"
import { messagesFor } from "@/lib/i18n/locales"
import type { PublicPost } from "@/lib/protocol/delta"
import { isAddressKnown, withAbsoluteUrls } from "@/lib/site"

/**
 * A post as HTML, drawn by the same component as on the page: for front ends of others, that take markup instead of data.
 * Where our address is known, all of them in it are absolute.
 */
export async function renderPostHtml(
  post: PublicPost,
  blog: { slug: string; timeZone: string; language: string },
): Promise<string> {
  // Next refuses a static import of react-dom/server in code that a page can reach.
  const { renderToStaticMarkup } = await import("react-dom/server")
  const words = messagesFor(blog.language)
  const html = renderToStaticMarkup(
    createElement(Post, { post, blog, words, now: null, loadable: false, isElsewhere: true }),
  )
  return isAddressKnown() ? withAbsoluteUrls(html) : html
}

/** The body of a post and its correction, for places that tell title, time and author in their own way. */
export async function renderContentHtml({ content, correction }: PublicPost, language: string): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server")
  const words = messagesFor(language)
  return renderToStaticMarkup(
    createElement(
      Fragment,
      null,
      createElement(PostContent, { document: content, words, topHeading: 3, loadable: false }),
      createElement(Correction, { text: correction, words }),
    ),
  )
}
