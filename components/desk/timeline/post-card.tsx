"use client"

import { Eye, EyeOff, type LucideIcon, Pencil, Pin, PinOff, RotateCcw, Send, Star, Trash2 } from "lucide-react"
import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure, Result } from "@/components/desk/forms/result"
import { DeskTime } from "@/components/desk/times"
import { PostBody } from "@/components/post/post"
import { Badge, type BadgeTone } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { documentText, excerpt } from "@/lib/content/plain-text"
import type { DeskPost, EditPostInput, PostState } from "@/lib/posts/schema"
import { readerWords } from "@/lib/words/languages"
import { toDrawn } from "../draw-post"
import type { PostRights } from "./post-rights"

const STATES: Record<PostState, { label: string; tone: BadgeTone } | null> = {
  published: null,
  draft: { label: "Draft", tone: "warn" },
  scheduled: { label: "Scheduled", tone: "accent" },
  hidden: { label: "Hidden from readers", tone: "neutral" },
  deleted: { label: "Deleted", tone: "danger" },
}

export type PostCardProps = {
  post: DeskPost
  blog: { timeZone: string; language: string }
  rights: PostRights
  now: string
  onEdit: () => void
  onChange: (input: EditPostInput) => Promise<Result<DeskPost>>
  onDelete: () => Promise<Result<DeskPost>>
  onRestore: () => Promise<Result<DeskPost>>
}

/** One post at the desk: as readers see it, framed by what only editors know and do. */
export function PostCard({ post, blog, rights, now, onEdit, onChange, onDelete, onRestore }: PostCardProps) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ failure: Failure; retry: () => void } | null>(null)

  const run = async (call: () => Promise<Result<DeskPost>>) => {
    setBusy(true)
    setFailed(null)
    const result = await call()
    setBusy(false)
    if (!result.ok) setFailed({ failure: result.error, retry: () => run(call) })
  }
  const state = STATES[post.state]
  const button = (name: string, Icon: LucideIcon, onClick: () => void, main = false) => (
    <Button
      size="small"
      variant={main ? "primary" : "ghost"}
      disabled={busy}
      onClick={onClick}
      data-edit={name === "Edit" || undefined}
      className="max-sm:min-w-11"
    >
      <Icon aria-hidden />
      <span className={main ? "" : "max-sm:sr-only"}>{name}</span>
    </Button>
  )
  return (
    <article
      aria-label={post.title || excerpt(post.content, 60) || "Update"}
      data-post={post.id}
      aria-busy={busy}
      className={cx(
        "rounded-xl border border-line bg-surface transition-opacity",
        post.state !== "published" && "border-dashed border-line-strong",
        busy && "opacity-70",
      )}
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 px-4 pt-3 text-ink-faint text-meta">
        <span className="font-semibold text-ink">
          <DeskTime iso={post.publishedAt ?? post.createdAt} timeZone={blog.timeZone} today={now} />
        </span>
        <span>{post.author.name}</span>
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
        <PostBody post={toDrawn(post)} words={readerWords(blog.language)} loadable />
        {!post.title && documentText(post.content) === "" && post.content.content.length === 0 && (
          <p className="text-ink-faint text-sm italic">Nothing written yet.</p>
        )}
      </div>
      {failed && (
        <div className="px-4 pb-3">
          <FailureNotice failure={failed.failure} onRetry={failed.retry} />
        </div>
      )}
      {rights.any && (
        <footer className="flex flex-wrap gap-1 border-line border-t px-2 py-1.5">
          {post.state === "deleted" ? (
            rights.remove && button("Restore", RotateCcw, () => run(onRestore))
          ) : (
            <>
              {post.state === "draft" &&
                rights.publish &&
                button("Publish", Send, () => run(() => onChange({ state: "published" })), true)}
              {rights.edit && button("Edit", Pencil, onEdit)}
              {post.state === "published" &&
                rights.publish &&
                button("Hide", EyeOff, () => run(() => onChange({ state: "hidden" })))}
              {post.state === "hidden" &&
                rights.publish &&
                button("Show", Eye, () => run(() => onChange({ state: "published" })))}
              {rights.edit &&
                (post.pinnedAt
                  ? button("Unpin", PinOff, () => run(() => onChange({ pinned: false })))
                  : button("Pin", Pin, () => run(() => onChange({ pinned: true }))))}
              <span className="flex-1" />
              {rights.remove && button("Delete", Trash2, () => run(onDelete))}
            </>
          )}
        </footer>
      )}
    </article>
  )
}
