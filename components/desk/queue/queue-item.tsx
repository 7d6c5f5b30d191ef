"use client"

import { DeskTime } from "@/components/desk/desk-time"
import { CardButton } from "@/components/desk/timeline/card-button"
import { type PostAction, postActions } from "@/components/desk/timeline/post-actions"
import type { PostRights } from "@/components/desk/timeline/post-rights"
import { usePostDeeds } from "@/components/desk/timeline/use-post-deeds"
import { cx } from "@/components/ui/cx"
import { excerpt } from "@/lib/content/written-text"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { PostViewProps } from "../timeline/post-view"

type QueueItemProps = Pick<PostViewProps, "post" | "now" | "onEdit" | "onChange"> & {
  timeZone: string
  rights: PostRights
  edge: string
}

/** One post of the queue, with what moves it on. */
export function QueueItem({ post, timeZone, now, rights, edge, onEdit, onChange }: QueueItemProps) {
  const { busy, take, failure, dialogs } = usePostDeeds({ post, timeZone, onEdit, onChange })
  const name = nameOf(post)
  return (
    <li
      data-post={post.id}
      tabIndex={-1}
      aria-busy={busy}
      className={cx("rounded-md border border-line border-s-3 bg-surface p-2 pb-1", edge, busy && "opacity-70")}
    >
      <p className="line-clamp-3 text-ink text-sm" suppressHydrationWarning>
        {post.title && <span className="font-semibold">{`${post.title} `}</span>}
        {post.title ? excerpt(post.content, 140) : name}
      </p>
      <p className="mt-0.5 truncate text-ink-faint text-meta">
        <DeskTime iso={post.publishAt ?? post.savedAt} timeZone={timeZone} today={now} />
        {` · ${post.authors.map((author) => author.name).join(", ")}`}
      </p>
      {post.editorNote && (
        <p className="mt-1 rounded-sm bg-warn-soft px-1.5 py-1 text-sm text-warn">{post.editorNote}</p>
      )}
      {rights.any && (
        <div className="mt-1 -ms-1.5 flex flex-wrap gap-0.5">
          {postActions(post, rights)
            .filter(isOfQueue)
            .map((step) => (
              <CardButton key={step.name} {...step} main={false} disabled={busy} onClick={() => take(step)} />
            ))}
        </div>
      )}
      {failure}
      {dialogs}
    </li>
  )
}

export function nameOf(post: DeskPost): string {
  return post.title || excerpt(post.content, 140) || "Post without text"
}

const MARKS = ["pinned", "keyEvent", "alertMinutes"]

/** Pins, key events and alerts are for what is out. */
function isOfQueue({ does }: PostAction): boolean {
  return !(typeof does === "object" && "change" in does && MARKS.some((mark) => mark in does.change))
}
