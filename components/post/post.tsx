import { memo } from "react"
import type { PublicPost } from "@/lib/live/delta"
import { paths } from "@/lib/paths"
import { readerWords } from "@/lib/words/reader-words"
import { clockTime, clockTimeWithZone, type Place, relativeTime, shortDay } from "@/lib/words/times"
import { PostContent } from "./post-content"
import { Time } from "./post-time"

export type PostBlog = Place & { slug: string }

export type PostProps = {
  post: PublicPost
  blog: PostBlog
  /** Server time in milliseconds, for "2m ago"; null: absolute times only. */
  now: number | null
  /** False where no script of ours answers the buttons that load players. */
  loadable?: boolean
}

const Content = memo(PostContent)

/** One post, wherever it is shown. The root is the post's anchor: `#id` scrolls to it and `:target` marks it. */
export function Post({ post, blog, now, loadable = true }: PostProps) {
  const words = readerWords(blog.language)
  return (
    <article
      id={post.id}
      data-post-id={post.id}
      aria-label={post.title || words.updateAt(clockTime(post.publishedAt, blog))}
      className="group/post relative scroll-mt-20 py-6 target:bg-accent-soft target:shadow-[-1rem_0_0_var(--color-accent-soft),1rem_0_0_var(--color-accent-soft)]"
    >
      <PostHeader post={post} blog={blog} now={now} />
      <PostBody post={post} language={blog.language} loadable={loadable} />
      <PostFooter post={post} blog={blog} />
    </article>
  )
}

/** Time and rank: the line above the words. */
export function PostHeader({ post, blog, now }: { post: PublicPost; blog: PostBlog; now: number | null }) {
  const words = readerWords(blog.language)
  const relative = now === null ? null : relativeTime(post.publishedAt, now, blog.language)
  return (
    <header className="mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-meta">
      <a href={paths.permalink(blog.slug, post.id)} className="text-ink-faint hover:text-accent hover:underline">
        <Time iso={post.publishedAt} place={blog}>
          {relative && <span className="font-semibold text-ink">{relative} </span>}
          <span className={relative ? "" : "font-semibold text-ink"}>{clockTimeWithZone(post.publishedAt, blog)}</span>
        </Time>
      </a>
      {post.keyEvent && <span className="font-semibold text-accent uppercase tracking-[0.06em]">{words.keyEvent}</span>}
    </header>
  )
}

/** Title and text. */
export function PostBody({ post, language, loadable }: { post: PublicPost; language: string; loadable: boolean }) {
  return (
    <>
      {post.title && (
        <h3 className="mb-3 font-semibold font-serif text-2xl text-ink leading-[1.8125rem] tracking-[-0.005em]">
          {post.title}
        </h3>
      )}
      <Content document={post.content} language={language} topHeading={post.title ? 4 : 3} loadable={loadable} />
    </>
  )
}

function PostFooter({ post, blog }: { post: PublicPost; blog: PostBlog }) {
  const words = readerWords(blog.language)
  if (!post.author.name && !post.editedAt) return null
  return (
    <footer className="mt-4 flex flex-wrap gap-x-3 gap-y-1 text-ink-faint text-meta">
      {post.author.name && <span className="text-ink-soft">{words.by(post.author.name)}</span>}
      {post.editedAt && (
        <span>
          {words.updatedAt}{" "}
          <Time iso={post.editedAt} place={blog}>
            {editTime(post.publishedAt, post.editedAt, blog)}
          </Time>
        </span>
      )}
    </footer>
  )
}

function editTime(publishedAt: string, editedAt: string, place: Place): string {
  const time = clockTime(editedAt, place)
  const day = shortDay(editedAt, place)
  return day === shortDay(publishedAt, place) ? time : `${day}, ${time}`
}
