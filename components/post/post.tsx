import { memo } from "react"
import { clockTime, clockTimeWithZone, relativeTime, type TimeFormat } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { sayAt } from "@/lib/i18n/say-when"
import type { PublicPost } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"
import { Byline } from "./byline"
import { Correction } from "./correction"
import { PostContent } from "./post-content"
import { PostTags } from "./post-tags"
import { Time } from "./post-time"
import { Unbroken } from "./unbroken"

export type PostBlog = TimeFormat & { slug: string }

export type PostProps = {
  post: PublicPost
  blog: PostBlog
  words: Messages
  /** Server time in milliseconds, for "2m ago"; null: absolute times only. */
  now: number | null
  /** The reader has not had it on the page before. */
  isNew?: boolean
  /** False where the post before it is by the same people, and none has a portrait. */
  withByline?: boolean
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
  const { post, blog, words, now, isNew = false, withByline = true, loadable = true, isElsewhere = false } = props
  const { authors } = post
  return (
    <article
      id={post.id}
      data-post-id={post.id}
      aria-label={nameOf(post, blog, words)}
      className={isElsewhere ? "live-post post-frame" : "post-frame"}
    >
      <PostHeader {...{ post, blog, words, now, isNew, loadable, isElsewhere }} />
      {post.title ? (
        <PostTitle title={post.title} />
      ) : (
        // Readers who go from heading to heading pass no post.
        loadable && <h3 className="sr-only">{nameOf(post, blog, words)}</h3>
      )}
      {authors.length > 0 && withByline && <Byline authors={authors} language={blog.language} words={words} />}
      <PostBody post={post} words={words} loadable={loadable} withTitle={false} isElsewhere={isElsewhere} />
      <PostTags tags={post.tags} slug={blog.slug} words={words} />
    </article>
  )
})

const Content = memo(PostContent)

/** What a post is called: its title, else its time. */
function nameOf(post: PublicPost, blog: PostBlog, words: Messages): string {
  return post.title || interpolate(words.updateAt, { time: clockTime(post.publishedAt, blog) })
}

function PostTitle({ title }: { title: string }) {
  return (
    <h3 className="post-title" dir="auto">
      <Unbroken text={title} />
    </h3>
  )
}

type HeaderProps = Pick<PostProps, "post" | "blog" | "words" | "now" | "isNew" | "loadable" | "isElsewhere">

/** Time, rank, and what can be done with it: the line above the words. */
export function PostHeader({ post, blog, words, now, isNew, loadable = true, isElsewhere = false }: HeaderProps) {
  const relative = now === null ? null : relativeTime(post.publishedAt, now, blog.language)
  return (
    <header className={isElsewhere ? "live-post-meta post-line" : "post-line"}>
      <a href={readerPaths.permalink(blog.slug, post.id)} className="post-when">
        <Time iso={post.publishedAt} place={blog} className={isElsewhere ? "live-post-created" : undefined}>
          {relative && <span className="post-ago">{relative} </span>}
          <span className={relative ? "" : "font-semibold text-ink"}>
            {(isElsewhere ? clockTimeWithZone : clockTime)(post.publishedAt, blog)}
          </span>
        </Time>
      </a>
      {post.keyEvent && <span className="label font-semibold text-accent">{words.keyEvent}</span>}
      {isNew && <span className="label font-semibold text-live">{words.isNew}</span>}
      {post.editedAt && (
        <span className={isElsewhere ? "live-post-modified" : "text-ink-faint"}>
          <Time iso={post.editedAt} place={blog}>
            {interpolate(words.updated, { when: sayAt(post.editedAt, post.publishedAt, blog, words) })}
          </Time>
        </span>
      )}
      {loadable && (
        // `share.ts` answers the click; without it this is the link itself.
        <a data-share={post.title} href={readerPaths.permalink(blog.slug, post.id)} className="share-link">
          <span aria-hidden="true" className="mark mark-share" />
          <span className="sr-only">{`${words.share}: ${nameOf(post, blog, words)}`}</span>
        </a>
      )}
    </header>
  )
}

type BodyProps = { post: PublicPost; words: Messages; loadable: boolean; withTitle?: boolean; isElsewhere?: boolean }

/** Title, text, and what was corrected in it. */
export function PostBody({ post, words, loadable, withTitle = true, isElsewhere = false }: BodyProps) {
  const topHeading = post.title || loadable ? 4 : 3
  return (
    <>
      {withTitle && post.title && <PostTitle title={post.title} />}
      <Content {...{ document: post.content, words, topHeading, loadable, isElsewhere }} />
      <Correction text={post.correction} words={words} />
    </>
  )
}
