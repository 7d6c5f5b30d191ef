"use client"

import { Eye, EyeOff, RotateCcw, Tag, Trash2, X } from "lucide-react"
import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { attempt, type Failure } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { excerpt } from "@/lib/content/written-text"
import type { BulkChange } from "@/lib/posts/bulk-edit"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { GroupResult } from "@/lib/posts/save-group"
import type { DeskActions } from "../desk-actions"
import type { Undo } from "../undo/use-undo"
import { TagDialog } from "./tag-dialog"
import type { Selection } from "./use-selection"

type BulkBarProps = {
  blogId: string
  selection: Selection
  changePosts: DeskActions["changePosts"]
  undo: Undo
  put: (...posts: DeskPost[]) => void
  /** The bar goes, and the focus with it. */
  onDone: () => void
}

const MAX_SELECTED = 500
const DONE = {
  hide: "Hidden",
  show: "Shown",
  delete: "Deleted",
  restore: "Restored",
  tag: "Tagged",
  untag: "Tag taken off",
} as const

/** What can be done to all chosen posts at once; it stays in sight while one scrolls. */
export function BulkBar({ blogId, selection, changePosts, undo, put, onDone }: BulkBarProps) {
  const { chosen } = selection
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ failure: Failure; retry: () => void } | null>(null)
  const [refused, setRefused] = useState<GroupResult["refused"]>([])
  const [tagging, setTagging] = useState<"tag" | "untag" | null>(null)

  const run = async (change: BulkChange) => {
    setBusy(true)
    setFailed(null)
    setRefused([])
    const result = await attempt(() => changePosts({ blogId, postIds: chosen.map(({ id }) => id), change }))
    setBusy(false)
    setTagging(null)
    if (!result.ok) return setFailed({ failure: result.error, retry: () => run(change) })
    put(...result.data.posts, ...result.data.refused.map(({ post }) => post))
    undo.noteGroup(`${DONE[change.kind]}: ${count(result.data.posts.length)}`, result.data)
    setRefused(result.data.refused)
    selection.choose(result.data.refused.map(({ post }) => post.id))
    if (result.data.refused.length === 0) onDone()
  }
  if (chosen.length === 0 && refused.length === 0) return null
  const has = (state: DeskPost["state"]) => chosen.some((post) => post.state === state)
  const button = (name: string, Icon: typeof Eye, onClick: () => void) => (
    <Button size="small" variant="ghost" disabled={busy} onClick={onClick}>
      <Icon aria-hidden />
      {name}
    </Button>
  )
  return (
    <section
      aria-label="Selected posts"
      aria-busy={busy}
      className="mt-1.5 grid gap-2 rounded-lg border border-accent bg-surface p-1 max-desk:sticky max-desk:top-2 max-desk:z-20"
    >
      {chosen.length > 0 && (
        <div className="flex flex-wrap items-center gap-1">
          <p role="status" className="px-2 font-semibold text-ink text-sm">
            {busy ? "One moment" : `${chosen.length} selected`}
          </p>
          {has("published") && button("Hide", EyeOff, () => run({ kind: "hide" }))}
          {has("hidden") && button("Show", Eye, () => run({ kind: "show" }))}
          {button("Tag", Tag, () => setTagging("tag"))}
          {chosen.some((post) => post.tags.length > 0) && button("Remove tag", Tag, () => setTagging("untag"))}
          {has("deleted") && button("Restore", RotateCcw, () => run({ kind: "restore" }))}
          {chosen.some((post) => post.state !== "deleted") && button("Delete", Trash2, () => run({ kind: "delete" }))}
          <span className="flex-1" />
          {button("Clear", X, () => {
            selection.choose([])
            onDone()
          })}
        </div>
      )}
      {chosen.length > MAX_SELECTED && <Notice tone="warn">{`Choose at most ${MAX_SELECTED} posts at once.`}</Notice>}
      {failed && <FailureNotice failure={failed.failure} onRetry={failed.retry} />}
      {refused.length > 0 && (
        <Notice
          tone="warn"
          title={`${count(refused.length)} stayed as ${refused.length === 1 ? "it was" : "they were"}`}
          actions={
            <Button size="small" onClick={() => setRefused([])}>
              Close
            </Button>
          }
        >
          <ul className="mt-1 list-disc pl-4">
            {refused.slice(0, 8).map(({ post, error }) => (
              <li key={post.id}>
                {`“${post.title || excerpt(post.content, 50) || "Post"}”: ${error.issues?.[0]?.message ?? error.message}`}
              </li>
            ))}
            {refused.length > 8 && <li>{`and ${refused.length - 8} more`}</li>}
          </ul>
        </Notice>
      )}
      <TagDialog
        kind={tagging}
        tags={[...new Set(chosen.flatMap((post) => post.tags))].sort()}
        busy={busy}
        onClose={() => setTagging(null)}
        onTag={(tag) => tagging && run({ kind: tagging, tag })}
      />
    </section>
  )
}

function count(posts: number): string {
  return posts === 1 ? "1 post" : `${posts} posts`
}
