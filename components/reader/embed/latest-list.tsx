import { Time } from "@/components/post/post-time"
import { excerpt } from "@/lib/content/written-text"
import { clockTime } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

const CHARACTERS = 120

type Props = { posts: PublicPost[]; blog: PublicBlog; words: Messages }

/** The newest updates, a line each, that lead to the blog. */
export function LatestList({ posts, blog, words }: Props) {
  return (
    <ol aria-label={words.updates}>
      {posts.map((post) => (
        <li key={post.id} className="border-line border-b py-2.5 last:border-0">
          <a href={readerPaths.permalink(blog.slug, post.id)} className="group grid grid-cols-[auto_1fr] gap-x-3">
            <Time iso={post.publishedAt} place={blog} className="text-ink-faint text-sm tabular-nums leading-6">
              {clockTime(post.publishedAt, blog)}
            </Time>
            <span className="leading-6 group-hover:underline" dir="auto">
              {post.title ||
                excerpt(post.content, CHARACTERS) ||
                interpolate(words.updateAt, { time: clockTime(post.publishedAt, blog) })}
            </span>
          </a>
        </li>
      ))}
    </ol>
  )
}
