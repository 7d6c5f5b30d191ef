"use client"

import dynamic from "next/dynamic"
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react"
import { toast } from "sonner"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { cx } from "@/components/ui/cx"
import { LIMITS } from "@/lib/content/limits"
import type { DeskPost } from "@/lib/posts/schema"
import { ComposerFooter } from "./composer-footer"
import { ComposerNotices } from "./composer-notices"
import { Conflict } from "./conflict"
import { EditorSkeleton } from "./editor-skeleton"
import type { KeptPlace } from "./kept-text"
import type { EditorHandle } from "./post-editor"
import { type ComposerActions, type Goal, useSave } from "./use-save"
import { useWords } from "./use-words"
import { type Words, wordsOf } from "./words"

const PostEditor = dynamic(() => import("./post-editor").then((module) => module.PostEditor), {
  ssr: false,
  loading: EditorSkeleton,
})

type ComposerProps = {
  place: KeptPlace
  /** The post as it was when editing began; null for a new one. */
  post: DeskPost | null
  blog: { timeZone: string; language: string }
  canPublish: boolean
  autoFocus: boolean
  actions: ComposerActions
  onSaved: (post: DeskPost) => void
  onClose?: () => void
}

/** Where an update is written, new or again. Whatever happens, the text stays until the server has it. */
export function Composer({ place, post, blog, canPublish, autoFocus, actions, onSaved, onClose }: ComposerProps) {
  const root = useRef<HTMLElement>(null)
  const editor = useRef<EditorHandle>(null)
  const words = useWords(place, post, editor)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const [dropping, setDropping] = useState(false)

  const saved = (newer: DeskPost, goal: Goal) => {
    onSaved(newer)
    if (post) return
    words.write(wordsOf(null))
    words.forget()
    words.closeRestored()
    setDone(goal === "published" ? "Published" : "Draft saved")
  }
  const toUndescribed = () => {
    const fields = root.current?.querySelectorAll<HTMLInputElement>("[data-alt]:enabled") ?? []
    ;[...fields].find((field) => field.value.trim() === "")?.focus()
  }
  const { saving, failure, theirs, ...saves } = useSave({
    post,
    words,
    actions,
    onSaved: saved,
    onRefused: toUndescribed,
  })

  // While it saves the text is locked, which takes the focus away; whoever wrote goes on writing.
  const wasSaving = useRef(false)
  useEffect(() => {
    const ended = wasSaving.current && saving === null
    wasSaving.current = saving !== null
    if (ended && !theirs && document.activeElement === document.body) editor.current?.focus()
  }, [saving, theirs])

  const replace = (next: Words, message: string) => {
    const mine = words.read()
    words.write(next)
    toast(message, { action: { label: "Bring mine back", onClick: () => words.write(mine) } })
  }
  const discard = () => {
    words.closeRestored()
    replace(wordsOf(post), "Discarded")
  }
  const takeTheirs = () => {
    const mine = saves.takeTheirs()
    if (mine) toast("Took their text", { action: { label: "Bring mine back", onClick: () => words.write(mine) } })
  }
  const cancel = () => (words.keep() ? setAsking(true) : close())
  const close = () => {
    words.forget()
    onClose?.()
  }
  const mainGoal: Goal = post === null || post.state === "draft" ? (canPublish ? "published" : "draft") : null

  // Keys pressed in a dialog reach this too, though it stands elsewhere in the page.
  const isOwn = (event: KeyboardEvent) => event.target instanceof Node && root.current?.contains(event.target)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      saves.save(mainGoal)
    } else if (event.key === "Escape" && onClose && saving === null && isOwn(event)) {
      event.preventDefault()
      cancel()
    }
  }
  const onDrop = (event: DragEvent) => {
    setDropping(false)
    if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
    // Dropped beside the text: without this the browser would leave the page and open the file.
    event.preventDefault()
    editor.current?.addPictures([...event.dataTransfer.files])
  }
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    setDropping(true)
  }
  const touch = () => {
    words.touch()
    setDone(null)
  }

  return (
    <section
      ref={root}
      aria-label={post ? "Edit update" : "New update"}
      onKeyDown={onKeyDown}
      onDragOver={onDragOver}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrop}
      className={cx(
        "overflow-clip rounded-xl border bg-surface",
        dropping ? "border-accent ring-2 ring-accent/40" : "border-line-strong",
        post === null && "shadow-xs",
        theirs && "lg:grid lg:grid-cols-2",
      )}
    >
      <div className="min-w-0">
        <input
          aria-label="Title (optional)"
          placeholder="Title (optional)"
          value={words.marks.title}
          maxLength={LIMITS.titleCharacters}
          disabled={saving !== null}
          onChange={(event) => {
            words.setMarks({ title: event.currentTarget.value })
            setDone(null)
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            editor.current?.focus()
          }}
          className="h-13 w-full border-line border-b bg-transparent px-4 font-semibold font-serif text-ink text-xl -outline-offset-2 placeholder:font-normal placeholder:text-ink-faint sm:h-12"
        />
        {words.start ? (
          <PostEditor
            handle={editor}
            initial={words.start.content}
            editable={saving === null}
            autoFocus={autoFocus}
            onChange={touch}
            onProblem={setProblem}
          />
        ) : (
          <EditorSkeleton />
        )}
        <ComposerNotices
          restoredAt={words.restoredAt}
          keptRefused={words.keptRefused}
          problem={problem}
          bytes={words.bytes}
          failure={failure}
          timeZone={blog.timeZone}
          onDiscard={discard}
          onRetry={saves.retry}
          onSaveAsAnother={saves.saveAsAnother}
          onCloseProblem={() => setProblem(null)}
        />
        <ComposerFooter
          post={post}
          marks={words.marks}
          canPublish={canPublish}
          saving={saving}
          status={theirs ? "" : statusOf(done, words.changed)}
          onMarks={words.setMarks}
          onSave={saves.save}
          onCancel={onClose ? cancel : undefined}
        />
      </div>
      {theirs && (
        <Conflict
          theirs={theirs}
          blog={blog}
          saving={saving !== null}
          onKeepMine={saves.keepMine}
          onTakeTheirs={takeTheirs}
        />
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Discard your changes?"
        description="What you changed in this update was not saved yet."
        confirm="Discard"
        keep="Keep writing"
        danger
        onConfirm={close}
      />
    </section>
  )
}

function statusOf(done: string | null, changed: boolean): ReactNode {
  return done ?? (changed ? "Not saved yet" : "")
}
