"use client"

import { Pin, RotateCcw, Star, Trash2 } from "lucide-react"
import { type ReactNode, useState } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure, Result } from "@/components/desk/forms/result"
import { toRenderedPost } from "@/components/desk/render-post"
import { PostBody } from "@/components/post/post"
import { Badge, type BadgeTone } from "@/components/ui/badge"
import { cx } from "@/components/ui/cx"
import { Notice } from "@/components/ui/notice"
import { documentText } from "@/lib/content/plain-text"
import { excerpt } from "@/lib/content/written-text"
import { messagesFor } from "@/lib/i18n/locales"
import type { PostState } from "@/lib/permissions/post-policy"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import { HistoryLink } from "../history/history-link"
import { ScheduledFor } from "../schedule/scheduled-for"
import { CardButton } from "./card-button"
import { type PostAction, type PostDialog, postActions } from "./post-actions"
import { PostDialogs } from "./post-dialogs"
import type { PostRights } from "./post-rights"

const STATES: Record<PostState, { label: string; tone: BadgeTone } | null> = {
  published: null,
  draft: { label: "Draft", tone: "warn" },
  submitted: { label: "For approval", tone: "accent" },
  scheduled: { label: "Scheduled", tone: "accent" },
  hidden: { label: "Hidden from readers", tone: "neutral" },
  deleted: { label: "Deleted", tone: "danger" },
}

export type PostCardProps = {
  post: DeskPost
  blog: { timeZone: string; language: string }
  rights: PostRights
  now: string
  /** Chooses the post for what is done to many. */
  select?: ReactNode
  onEdit: () => void
  onChange: (input: EditPostInput) => Promise<Result<DeskPost>>
  onDelete: () => Promise<Result<DeskPost>>
  onRestore: () => Promise<Result<DeskPost>>
}

/** One post at the desk: as readers see it, framed by what only editors know and do. */
export function PostCard({ post, blog, rights, now, select, onEdit, onChange, onDelete, onRestore }: PostCardProps) {
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<PostDialog | null>(null)
  const [failed, setFailed] = useState<{ failure: Failure; retry: () => void } | null>(null)

  const run = async (call: () => Promise<Result<DeskPost>>) => {
    setBusy(true)
    setFailed(null)
    const result = await call()
    setBusy(false)
    if (!result.ok) setFailed({ failure: result.error, retry: () => run(call) })
  }
  const state = STATES[post.state]
  const take = ({ does }: PostAction) => {
    if (does === "edit") onEdit()
    else if ("ask" in does) setAsked(does.ask)
    else void run(() => onChange(does.change))
  }
  return (
    <article
      aria-label={post.title || excerpt(post.content, 60) || "Update"}
      data-post={post.id}
      tabIndex={-1}
      aria-busy={busy}
      className={cx(
        "scroll-mt-16 scroll-mb-6 rounded-xl border border-line bg-surface transition-opacity",
        post.state !== "published" && "border-dashed border-line-strong",
        busy && "opacity-70",
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
          {post.pinnedAt && (
            <Badge tone="accent">
              <Pin aria-hidden className="fill-current" />
              Pinned
            </Badge>
          )}
        </span>
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
          <Notice tone="warn" title="Handed back">
            {post.editorNote}
          </Notice>
        </div>
      )}
      {failed && (
        <div className="px-4 pb-3">
          <FailureNotice failure={failed.failure} onRetry={failed.retry} />
        </div>
      )}
      {rights.any && (
        <footer className="flex flex-wrap gap-1 border-line border-t px-2 py-1.5">
          {postActions(post, rights).map((step) => (
            <CardButton key={step.name} {...step} disabled={busy} onClick={() => take(step)} />
          ))}
          {rights.remove && post.state === "deleted" && (
            <CardButton name="Restore" main Icon={RotateCcw} disabled={busy} onClick={() => run(onRestore)} />
          )}
          <span className="flex-1" />
          <HistoryLink post={post} />
          {rights.remove && post.state !== "deleted" && (
            <CardButton name="Delete" Icon={Trash2} disabled={busy} onClick={() => run(onDelete)} />
          )}
        </footer>
      )}
      <PostDialogs
        post={post}
        timeZone={blog.timeZone}
        asked={asked}
        onClose={() => setAsked(null)}
        onChange={onChange}
      />
    </article>
  )
}
