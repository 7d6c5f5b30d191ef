import { memo } from "react"
import { clockBeside, clockTime, clockTimeWithZone, relativeTime, type TimeFormat } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"
import { Byline } from "./byline"
import { Correction } from "./correction"
import { PostContent } from "./post-content"
import { PostTags } from "./post-tags"
import { Time } from "./post-time"

export type PostBlog = TimeFormat & { slug: string }

export type PostProps = {
  post: PublicPost
  blog: PostBlog
  words: Messages
  /** Server time in milliseconds, for "2m ago"; null: absolute times only. */
  now: number | null
  /** The reader has not had it on the page before. */
  isNew?: boolean
  /** False where no script of ours answers the buttons that load players and share. */
  loadable?: boolean
  /** Drawn for a page of another site: Wagtail Live's names stand beside ours, so that its themes fit. */
  isElsewhere?: boolean
}

/**
 * One post, wherever it is shown. The root is the post's anchor: `#id` scrolls to it and `:target` marks it. Drawn anew only when
 * something of it is another: a page of many must answer a tap at once.
 */
export const Post = memo(function Post(props: PostProps) {
  const { post, blog, words, now, isNew = false, loadable = true, isElsewhere = false } = props
  return (
    <article
      id={post.id}
      data-post-id={post.id}
      aria-label={post.title || interpolate(words.updateAt, { time: clockTime(post.publishedAt, blog) })}
      className={isElsewhere ? "live-post post-frame" : "post-frame"}
    >
      <PostHeader post={post} blog={blog} words={words} now={now} isNew={isNew} isElsewhere={isElsewhere} />
      <PostBody post={post} words={words} loadable={loadable} isElsewhere={isElsewhere} />
      <PostTags tags={post.tags} slug={blog.slug} words={words} />
      <PostFooter post={post} blog={blog} words={words} loadable={loadable} isElsewhere={isElsewhere} />
    </article>
  )
})

const Content = memo(PostContent)

type HeaderProps = Pick<PostProps, "post" | "blog" | "words" | "now" | "isNew" | "isElsewhere">

/** Time and rank: the line above the words. */
export function PostHeader({ post, blog, words, now, isNew, isElsewhere = false }: HeaderProps) {
  const relative = now === null ? null : relativeTime(post.publishedAt, now, blog.language)
  return (
    <header className={isElsewhere ? "live-post-meta post-line" : "post-line"}>
      <a href={readerPaths.permalink(blog.slug, post.id)} className="text-ink-faint hover:text-accent hover:underline">
        <Time iso={post.publishedAt} place={blog} className={isElsewhere ? "live-post-created" : undefined}>
          {relative && <span className="post-ago">{relative} </span>}
          <span className={relative ? "" : "font-semibold text-ink"}>{clockTimeWithZone(post.publishedAt, blog)}</span>
        </Time>
      </a>
      {post.keyEvent && <span className="label font-semibold text-accent">{words.keyEvent}</span>}
      {isNew && <span className="label font-semibold text-live">{words.isNew}</span>}
    </header>
  )
}

type BodyProps = { post: PublicPost; words: Messages; loadable: boolean; isElsewhere?: boolean }

/** Title, text, and what was corrected in it. */
export function PostBody({ post, words, loadable, isElsewhere = false }: BodyProps) {
  const topHeading = post.title ? 4 : 3
  return (
    <>
      {post.title && <h3 className="post-title">{post.title}</h3>}
      <Content {...{ document: post.content, words, topHeading, loadable, isElsewhere }} />
      <Correction text={post.correction} words={words} />
    </>
  )
}

function PostFooter({ post, blog, words, loadable, isElsewhere }: Omit<PostProps, "now"> & { loadable: boolean }) {
  if (post.authors.length === 0 && !post.editedAt && !loadable) return null
  return (
    <footer className="post-foot">
      {post.authors.length > 0 && <Byline authors={post.authors} language={blog.language} words={words} />}
      {post.editedAt && (
        <span className={isElsewhere ? "live-post-modified" : undefined}>
          {words.updatedAt}{" "}
          <Time iso={post.editedAt} place={blog}>
            {clockBeside(post.editedAt, post.publishedAt, blog)}
          </Time>
        </span>
      )}
      {loadable && (
        // `share.ts` answers the click; without it this is the link itself.
        <a data-share={post.title} href={readerPaths.permalink(blog.slug, post.id)} className="share-link">
          <span aria-hidden="true" className="mark mark-share" />
          {words.share}
        </a>
      )}
    </footer>
  )
}
