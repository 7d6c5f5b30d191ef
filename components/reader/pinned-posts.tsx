import { useRef, useState } from "react"
import { PostBody, PostHeader } from "@/components/post/post"
import { clockTime } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

type Props = { posts: PublicPost[]; blog: PublicBlog; words: Messages; now: number | null; shown: Set<string> }

/**
 * Copies of the pinned posts, above the timeline: title and two lines of the first, a line of each other one, until the
 * reader opens them. They carry no id: the post in the timeline is the one to link to.
 */
export function PinnedPosts({ posts, blog, words, now, shown }: Props) {
  const box = useRef<HTMLElement>(null)
  const [isOpen, setOpen] = useState(false)
  if (posts.length === 0) return null
  const toggle = () => {
    setOpen(!isOpen)
    if (isOpen) requestAnimationFrame(() => box.current?.scrollIntoView({ block: "nearest", behavior: "instant" }))
  }
  return (
    <section ref={box} aria-labelledby="pinned" className="pinned-box">
      <div className="pinned-line">
        <h2 id="pinned" className="label flex items-center gap-2 font-semibold text-meta">
          <span aria-hidden="true" className="mark mark-pin" />
          {words.pinned}
        </h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="pinned-posts"
          onClick={toggle}
          className="pinned-more"
        >
          {isOpen ? words.showLess : words.showMore}
        </button>
      </div>
      <div id="pinned-posts" className={isOpen ? "pinned-open" : "pinned-closed"}>
        {posts.map((post) => (
          <article
            key={post.id}
            aria-label={`${words.pinned}: ${post.title || interpolate(words.updateAt, { time: clockTime(post.publishedAt, blog) })}`}
            className="pinned-copy"
          >
            {isOpen && <PostHeader post={post} blog={blog} words={words} now={now} loadable={false} />}
            {post.title && <h3 className="post-title">{post.title}</h3>}
            {/* Closed, it is cut: nothing in it may take the focus out of sight. */}
            <div inert={!isOpen} className="pinned-words">
              <PostBody post={post} words={words} loadable={isOpen} withTitle={false} />
            </div>
            {isOpen && (
              <p className="mt-4 text-meta">
                <a
                  href={shown.has(post.id) ? `#${post.id}` : readerPaths.permalink(blog.slug, post.id)}
                  className="pinned-link"
                >
                  {words.toOriginal}
                </a>
              </p>
            )}
          </article>
        ))}
      </div>
    </section>
  )
}
