import type { ReactNode } from "react"
import { messagesFor } from "@/lib/i18n/locales"
import { resolveLanguage } from "@/lib/i18n/spoken-languages"
import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { MessageLink, MessagePage } from "./message-page"
import { ReaderFrame } from "./reader-frame"

type Props = {
  site: SiteSettings
  blog: { slug: string; language: string } | null
  /** Says the language of the words for the document as a whole, by the way that works where they are drawn. */
  sayLanguage: ReactNode
}

/** Nothing is at an address below a blog's, or there is no such blog. */
export function NotFoundView({ site, blog, sayLanguage }: Props) {
  const language = blog?.language ?? resolveLanguage(site.language)
  const words = messagesFor(language)
  return (
    <ReaderFrame site={site} language={language} allBlogs={words.allBlogs}>
      {sayLanguage}
      <MessagePage code={words.notFound} title={blog ? words.noPost : words.noBlog}>
        <p>{blog ? words.noPostHint : words.noBlogHint}</p>
        <p className="flex flex-wrap gap-3">
          {blog && <MessageLink href={readerPaths.blog(blog.slug)}>{words.backToBlog}</MessageLink>}
          <MessageLink href={readerPaths.front()}>{words.allBlogs}</MessageLink>
        </p>
      </MessagePage>
    </ReaderFrame>
  )
}
