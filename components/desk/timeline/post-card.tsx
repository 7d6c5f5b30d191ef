import { Pin, Star } from "lucide-react"
import type { ReactNode } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { toRenderedPost } from "@/components/desk/render-post"
import { PostBody } from "@/components/post/post"
import { Badge } from "@/components/ui/badge"
import { cx } from "@/components/ui/cx"
import { Notice } from "@/components/ui/notice"
import { documentText } from "@/lib/content/plain-text"
import { messagesFor } from "@/lib/i18n/locales"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { ScheduledFor } from "../schedule/scheduled-for"
import { POST_STATE_BADGES } from "./post-states"

type PostCardProps = {
  post: DeskPost
  blog: { timeZone: string; language: string }
  now: string
  /** Chooses the post for what is done to many. */
  select?: ReactNode
  actions: ReactNode
  failure: ReactNode
  /** Folds the post into its row again. */
  close: ReactNode
}

/** One post at the desk: as readers see it, framed by what only editors know and do. */
export function PostCard({ post, blog, now, select, actions, failure, close }: PostCardProps) {
  const state = POST_STATE_BADGES[post.state]
  return (
    <div
      className={cx(
        "rounded-xl border border-line bg-surface",
        post.state !== "published" && "border-dashed border-line-strong",
      )}
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 px-4 pt-3 text-ink-faint text-meta">
        {select}
        {post.state !== "scheduled" && (
          <span className="font-semibold text-ink">
            <DeskTime iso={post.publishedAt ?? post.createdAt} timeZone={blog.timeZone} today={now} />
          </span>
        )}
        <span>{post.authors.map(({ name }) => name).join(", ")}</span>
        {post.state === "scheduled" && post.publishAt && (
          <ScheduledFor iso={post.publishAt} timeZone={blog.timeZone} now={now} />
        )}
        {post.editedAt && (
          <span>
            edited <DeskTime iso={post.editedAt} timeZone={blog.timeZone} today={post.publishedAt ?? now} />
          </span>
        )}
        <span className="flex flex-wrap gap-1.5">
          {state && <Badge tone={state.tone}>{state.label}</Badge>}
          {post.keyEvent && (
            <Badge tone="accent">
              <Star aria-hidden className="fill-current" />
              Key event
            </Badge>
          )}
          {post.alertMinutes > 0 && <Badge tone="live">Breaking</Badge>}
          {post.pinnedAt && (
            <Badge tone="accent">
              <Pin aria-hidden className="fill-current" />
              Pinned
            </Badge>
          )}
        </span>
        {close}
      </header>
      <div className={cx("max-w-2xl px-4 pt-2 pb-3", post.state === "deleted" && "opacity-75")}>
        <PostBody post={toRenderedPost(post)} words={messagesFor(blog.language)} loadable />
        {!post.title && documentText(post.content) === "" && post.content.content.length === 0 && (
          <p className="text-ink-faint text-sm italic">Nothing written yet.</p>
        )}
      </div>
      {post.tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-x-2.5 px-4 pb-3 text-ink-faint text-meta">
          {post.tags.map((tag) => (
            <li key={tag}>#{tag}</li>
          ))}
        </ul>
      )}
      {post.editorNote && (
        <div className="px-4 pb-3">
          <Notice tone="warn" title="Sent back">
            {post.editorNote}
          </Notice>
        </div>
      )}
      {failure && <div className="px-4 pb-3">{failure}</div>}
      {actions && <footer className="flex flex-wrap gap-1 border-line border-t px-2 py-1.5">{actions}</footer>}
    </div>
  )
}
