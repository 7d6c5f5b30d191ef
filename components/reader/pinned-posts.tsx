import { useEffect, useRef, useState } from "react"
import { PostBody, PostHeader } from "@/components/post/post"
import { clockTime } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

type Props = { posts: PublicPost[]; blog: PublicBlog; words: Messages; now: number | null; shown: Set<string> }

/**
 * Copies of the pinned posts, above the timeline, at most so high that the timeline can be seen. They carry no id: the post
 * in the timeline is the one to link to.
 */
export function PinnedPosts({ posts, blog, words, now, shown }: Props) {
  const { box, list, isCut, isOpen, toggle } = useCut()
  if (posts.length === 0) return null
  return (
    <section ref={box} aria-labelledby="pinned" className="pinned-box">
      <h2 id="pinned" className="label mb-4 flex items-center gap-2 font-semibold text-meta">
        <span aria-hidden="true" className="mark mark-pin" />
        {words.pinned}
      </h2>
      <div
        ref={list}
        id="pinned-posts"
        className={`relative ${isOpen ? "pb-12" : "max-h-[40vh] overflow-clip noscript:max-h-none print:max-h-none"}`}
      >
        {posts.map((post) => (
          <article
            key={post.id}
            aria-label={`${words.pinned}: ${post.title || interpolate(words.updateAt, { time: clockTime(post.publishedAt, blog) })}`}
            className="pinned-copy"
          >
            <PostHeader post={post} blog={blog} words={words} now={now} />
            <PostBody post={post} words={words} loadable />
            <p className="mt-4 text-meta">
              <a
                href={shown.has(post.id) ? `#${post.id}` : readerPaths.permalink(blog.slug, post.id)}
                className="pinned-link"
              >
                {words.toOriginal}
              </a>
            </p>
          </article>
        ))}
        {isCut && (
          // Lies over the end of the text, so that its coming moves nothing.
          <div className={`pinned-more ${isOpen ? "" : "pinned-veil"}`}>
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls="pinned-posts"
              onClick={toggle}
              className="pill bg-surface px-4 py-1.5 text-sm"
            >
              {isOpen ? words.showLess : words.showMore}
            </button>
          </div>
        )}
      </div>
    </section>
  )
}

/** Whether the list is higher than it is shown, and the way to see all of it. */
function useCut() {
  const box = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  const [isOpen, setOpen] = useState(false)

  // After each drawing: a post in it may have become longer or shorter. Pictures and the window change it, too.
  useEffect(() => {
    const element = list.current
    if (!element || isOpen) return
    const measure = () => setCut(element.scrollHeight > element.clientHeight + 1)
    measure()
    // What has the focus must be seen.
    const openOnFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target.closest("[aria-expanded]")) return
      const cut = element.scrollHeight > element.clientHeight + 1
      if (cut && target.getBoundingClientRect().bottom > element.getBoundingClientRect().bottom - 64) setOpen(true)
    }
    element.addEventListener("focusin", openOnFocus)
    const observer = new ResizeObserver(measure)
    for (const each of [element, ...element.querySelectorAll("article")]) observer.observe(each)
    return () => {
      observer.disconnect()
      element.removeEventListener("focusin", openOnFocus)
    }
  })

  const toggle = () => {
    setOpen(!isOpen)
    if (isOpen) requestAnimationFrame(() => box.current?.scrollIntoView({ block: "nearest", behavior: "instant" }))
  }
  return { box, list, isCut, isOpen, toggle }
}
