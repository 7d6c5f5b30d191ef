import { readerPaths } from "@/lib/reader-paths"
import { directionOf } from "@/lib/words/direction"
import { readerWords } from "@/lib/words/languages"
import { MessageLink, MessagePage } from "./message-page"
import { ReaderFrame } from "./reader-frame"
import { SayLanguage } from "./say-language"

/** Nothing is at an address below a blog's, or there is no such blog. */
export function NotFoundView({ blog }: { blog: { slug: string; language: string } | null }) {
  const language = blog?.language ?? "en"
  const words = readerWords(language)
  return (
    <ReaderFrame language={language} allBlogs={words.allBlogs}>
      <SayLanguage language={language} direction={directionOf(language)} />
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
