"use client"

import { ChevronUp, RotateCcw, Trash2 } from "lucide-react"
import type { ReactNode } from "react"
import type { Result } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { excerpt } from "@/lib/content/written-text"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import { HistoryLink } from "../history/history-link"
import { CardButton } from "./card-button"
import type { DeskView } from "./desk-view"
import { postActions } from "./post-actions"
import { PostCard } from "./post-card"
import { PostLine } from "./post-line"
import type { PostRights } from "./post-rights"
import { usePostDeeds } from "./use-post-deeds"

export type PostViewProps = {
  post: DeskPost
  blog: { timeZone: string; language: string }
  rights: PostRights
  now: string
  view: DeskView
  /** Shown whole though the timeline has rows. */
  opened: boolean
  /** Chooses the post for what is done to many. */
  select?: ReactNode
  onOpen: (opened: boolean) => void
  onEdit: () => void
  onChange: (input: EditPostInput) => Promise<Result<DeskPost>>
  onDelete: () => Promise<Result<DeskPost>>
  onRestore: () => Promise<Result<DeskPost>>
}

/** One post at the desk, as a row or as a card, and everything that can be done with it. */
export function PostView(props: PostViewProps) {
  const { post, blog, rights, now, view, opened, select, onOpen, onEdit, onChange, onDelete, onRestore } = props
  const { busy, run, take, failure, dialogs } = usePostDeeds({ post, timeZone: blog.timeZone, onEdit, onChange })
  const isRow = view === "rows" && !opened
  const actions = rights.any && (
    <>
      {postActions(post, rights).map((step) => (
        <CardButton key={step.name} {...step} compact={isRow} disabled={busy} onClick={() => take(step)} />
      ))}
      {rights.remove && post.state === "deleted" && (
        <CardButton
          id="restore"
          name="Restore"
          main
          compact={isRow}
          Icon={RotateCcw}
          disabled={busy}
          onClick={() => run(onRestore)}
        />
      )}
      {!isRow && <span className="flex-1" />}
      <HistoryLink post={post} compact={isRow} />
      {rights.remove && post.state !== "deleted" && (
        <CardButton
          id="delete"
          name="Delete"
          compact={isRow}
          Icon={Trash2}
          disabled={busy}
          onClick={() => run(onDelete)}
        />
      )}
    </>
  )
  return (
    <article
      aria-label={post.title || excerpt(post.content, 60) || "Post"}
      data-post={post.id}
      tabIndex={-1}
      aria-busy={busy}
      className={cx("group/post scroll-my-2 transition-opacity", busy && "opacity-70")}
    >
      {isRow ? (
        <>
          <PostLine post={post} blog={blog} now={now} select={select} actions={actions} onOpen={() => onOpen(true)} />
          {failure && <div className="border-line border-b p-2">{failure}</div>}
        </>
      ) : (
        <PostCard
          post={post}
          blog={blog}
          now={now}
          select={select}
          actions={actions}
          failure={failure}
          close={
            view === "rows" && (
              <Button
                size="small"
                variant="ghost"
                aria-label="Close this post"
                title="Close"
                className="-my-1 ms-auto"
                onClick={() => onOpen(false)}
              >
                <ChevronUp aria-hidden />
              </Button>
            )
          }
        />
      )}
      {dialogs}
    </article>
  )
}
