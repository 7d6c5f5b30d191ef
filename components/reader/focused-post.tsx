import { Post } from "@/components/post/post"
import type { Messages } from "@/lib/i18n/messages"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

type Props = { post: PublicPost; blog: PublicBlog; words: Messages; now: number | null }

/** The post that the address names, before all that stands around it, and the way to the rest of the blog. */
export function FocusedPost({ post, blog, words, now }: Props) {
  return (
    <section aria-label={words.oneUpdate} className="focused-post">
      <p className="focused-line">
        <span className="text-ink-soft">{words.oneUpdate}</span>
        <a href={readerPaths.blog(blog.slug)} className="pinned-link">
          {words.wholeBlog}
        </a>
      </p>
      <ol>
        <li>
          <Post post={post} blog={blog} words={words} now={now} />
        </li>
      </ol>
    </section>
  )
}
