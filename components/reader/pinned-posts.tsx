import { PostBody, PostHeader } from "@/components/post/post"
import type { PublicBlog, PublicPost } from "@/lib/live/delta"
import { paths } from "@/lib/paths"
import { readerWords } from "@/lib/words/reader-words"
import { clockTime } from "@/lib/words/times"

type Props = { posts: PublicPost[]; blog: PublicBlog; now: number | null; shown: Set<string> }

/** Copies of the pinned posts, above the timeline. They carry no id: the post in the timeline is the one to link to. */
export function PinnedPosts({ posts, blog, now, shown }: Props) {
  const words = readerWords(blog.language)
  if (posts.length === 0) return null
  return (
    <section aria-labelledby="pinned" className="mb-6 bg-sunken px-5 py-5 max-sm:-mx-5 sm:px-7 sm:py-6">
      <h2 id="pinned" className="mb-4 flex items-center gap-2 font-semibold text-meta uppercase tracking-[0.06em]">
        <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5">
          <path d="M5 2h6l-1 5 2 2v1.5H8.6V15h-1.2v-4.5H4V9l2-2z" fill="currentColor" />
        </svg>
        {words.pinned}
      </h2>
      {posts.map((post) => (
        <article
          key={post.id}
          aria-label={`${words.pinned}: ${post.title || words.updateAt(clockTime(post.publishedAt, blog))}`}
          className="mt-6 border-line-strong border-t pt-5 first-of-type:mt-0 first-of-type:border-0 first-of-type:pt-0"
        >
          <PostHeader post={post} blog={blog} now={now} />
          <PostBody post={post} language={blog.language} loadable />
          <p className="mt-4 text-meta">
            <a
              href={shown.has(post.id) ? `#${post.id}` : paths.permalink(blog.slug, post.id)}
              className="font-medium text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
            >
              {words.toOriginal}
            </a>
          </p>
        </article>
      ))}
    </section>
  )
}
