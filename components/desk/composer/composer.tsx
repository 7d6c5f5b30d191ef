"use client"

import dynamic from "next/dynamic"
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react"
import { flushSync } from "react-dom"
import type { AutosaveKey } from "@/components/desk/autosave/local-store"
import { useAutosaveStatus } from "@/components/desk/autosave/server-sync"
import { EditorSkeleton } from "@/components/desk/editor/editor-skeleton"
import type { EditorHandle } from "@/components/desk/editor/post-editor"
import { showFirstRefused } from "@/components/desk/forms/refused-fields"
import { focusTimeline } from "@/components/desk/keys/focus-targets"
import { park } from "@/components/desk/outbox/outbox-store"
import { hasTypedSince } from "@/components/desk/session/last-key"
import { cx } from "@/components/ui/cx"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Author } from "@/lib/protocol/delta"
import { addTag, ComposerDetails } from "./composer-details"
import { type ComposerDialog, ComposerDialogs } from "./composer-dialogs"
import { ComposerFooter } from "./composer-footer"
import type { ComposerHandle } from "./composer-handle"
import { runComposerKey } from "./composer-keys"
import { ComposerNotices } from "./composer-notices"
import { ComposerStatus } from "./composer-status"
import { canDescribeLater, type Draft, firstWords, hasOtherWords, toDraft } from "./draft"
import { fieldMarks } from "./field-marks"
import { KeyEventHint } from "./key-event-hint"
import { NewerNotice } from "./newer-notice"
import { textReplacer } from "./replace-text"
import type { SavedText } from "./save-flow"
import type { TargetState } from "./save-request"
import type { ComposerActions } from "./send-text"
import { type ComposerTemplates, TemplateBar } from "./template-bar"
import { TitleField } from "./title-field"
import { useComposer } from "./use-composer"
import { useFileDrop } from "./use-file-drop"

const PostEditor = dynamic(() => import("@/components/desk/editor/post-editor").then((module) => module.PostEditor), {
  ssr: false,
  loading: EditorSkeleton,
})

const Conflict = dynamic(() => import("./conflict-resolver").then((module) => module.ConflictResolver), { ssr: false })

type ComposerProps = {
  place: AutosaveKey
  /** The post as it was when editing began; null for a new one. */
  post: DeskPost | null
  /** The post as it is now. */
  newest?: DeskPost
  blog: { timeZone: string; language: string }
  canPublish: boolean
  /** Who the post is by when nobody is named. */
  byline: Author
  /** What it can begin with; none for a text that began long ago. */
  templates?: ComposerTemplates
  autoFocus: boolean
  actions: ComposerActions
  handle?: Ref<ComposerHandle>
  /** What is told beside "Published 12:04:06", such as how many pages have it. */
  reach?: (post: DeskPost) => ReactNode
  /** A post that left this composer, as it is now. */
  current?: (post: DeskPost) => DeskPost | undefined
  onSaved: (saved: SavedText) => void
  /** An edit is on its way: its writer continues elsewhere. */
  onLeft?: () => void
  /** The text waits in the outbox; it is not in the composer any more. */
  onQueued?: () => void
  onClose?: () => void
}

/** Where a post is written, new or again. Its text is safe until the server has it, and it is never locked. */
export function Composer(props: ComposerProps) {
  const { place, post, blog, canPublish, byline, templates, autoFocus, actions } = props
  const { newest, handle, reach, current, onSaved, onLeft, onQueued, onClose } = props
  const root = useRef<HTMLElement>(null)
  const editor = useRef<EditorHandle>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [dialog, setDialog] = useState<ComposerDialog>(null)
  const { dropping, dropProps } = useFileDrop((files) => editor.current?.addPictures(files))
  const focus = () => editor.current?.focus()
  const savedAt = useRef(0)
  const isWritingSince = () => hasTypedSince(savedAt.current)
  const [refusals, setRefusals] = useState(0)
  const { text, saves, draft, save } = useComposer({
    place,
    post,
    editor,
    ports: {
      actions,
      onLeft: onLeft ?? focus,
      onSaved,
      onQueued: () => onQueued?.(),
      onRefused: () => setRefusals((count) => count + 1),
    },
  })
  const { conflict } = save
  const { offerBack, discard, beginWith } = textReplacer(text, post, focus)
  const marks = fieldMarks(save.failure)
  const newer = !conflict && !save.sending && newest && hasOtherWords(newest, draft.base) ? newest : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (refusals > 0 && !isWritingSince()) showFirstRefused(root.current)
  }, [refusals])
  const send = (goal: TargetState, input?: { publishAt: string }) => {
    savedAt.current = performance.now()
    const field = document.activeElement
    // A field of tags takes what was typed when it is left.
    if (field instanceof HTMLInputElement && root.current?.contains(field)) flushSync(() => field.blur())
    void saves.save(goal, input)
  }
  const keeping = useAutosaveStatus(place)
  useImperativeHandle(handle, () => ({
    takeIn: (kept) => {
      const mine = text.read()
      const isSafe = !text.keep() || park(place, post, text.snapshot())
      text.takeIn(kept)
      if (!isSafe) offerBack("Replaced by the other text", mine)
      saves.clearFailure()
      focus()
    },
    submit: () => send(mainGoal),
    isFree: () => !text.getState().changed,
    focus,
  }))

  const tellTaken = (mine: Draft | null, message: string) => {
    focus()
    if (mine) offerBack(message, mine)
  }
  const cancel = () => (text.keep() ? setDialog({ kind: "discard" }) : close())
  const close = () => {
    text.forget()
    onClose?.()
  }
  const isCorrectable = canPublish && (post?.state === "published" || post?.state === "hidden")
  const isDraft = post === null || post.state === "draft"
  const mainGoal: TargetState = isDraft ? (canPublish ? "published" : "submitted") : null

  const mayWait = canPublish && (isDraft || post?.state === "submitted")
  const saveDraft = () => {
    if (isDraft) send("draft")
    // What readers have is changed by its own button alone.
    else if (post?.state === "published") text.keep()
    else send(null)
  }
  const askForTime = () => setDialog({ kind: "schedule" })
  const keys = {
    save: () => send(mainGoal),
    saveDraft,
    scheduleText: () => mayWait && askForTime(),
    templates: () => root.current?.querySelector<HTMLElement>("[data-template]")?.focus(),
    leave: () => (onClose ? cancel() : focusTimeline()),
  }
  const schedule = (publishAt: string) => {
    // The dialog closes first, so that the next key is the text's.
    flushSync(() => setDialog(null))
    send("scheduled", { publishAt })
  }

  return (
    <section
      ref={root}
      aria-label={post ? "Edit post" : "New post"}
      data-new-post={post === null || undefined}
      onKeyDown={(event) => runComposerKey(event, root.current, keys)}
      {...dropProps}
      className={cx(
        "flex min-h-0 flex-col overflow-clip rounded-xl border bg-surface",
        dropping ? "border-accent ring-2 ring-accent/40" : "border-line-strong",
        post === null ? "shadow-xs" : newer ? "max-h-[calc(100dvh-4rem)]" : "max-h-[calc(100dvh-9rem)]",
      )}
    >
      {/* A long text scrolls between its tools and its buttons: both stay in sight. */}
      <div data-composer-scroll className="relative min-h-28 min-w-0 overflow-y-auto overscroll-contain">
        <TitleField
          value={draft.marks.title}
          error={marks.title}
          onChange={(title) => text.setMarks({ title })}
          onEnter={focus}
        />
        {draft.marks.keyEvent && draft.marks.title.trim() === "" && (
          <KeyEventHint words={firstWords(text.read())} onUse={(title) => text.setMarks({ title })} />
        )}
        {draft.start ? (
          <PostEditor
            handle={editor}
            initial={draft.start.content}
            editable={conflict === null}
            language={blog.language}
            autoFocus={autoFocus}
            error={marks.text}
            marksUndescribed={marks.pictures ?? false}
            onChange={text.touch}
            onProblem={setProblem}
            onTag={(tag) => text.setMarks({ tags: addTag(text.read().tags, tag) })}
          />
        ) : (
          <EditorSkeleton />
        )}
        <ComposerDetails
          blogId={place.blogId}
          marks={draft.marks}
          fallback={post?.authors ?? [byline]}
          correctable={isCorrectable}
          errors={marks}
          onMarks={text.setMarks}
        />
        {templates && (
          <TemplateBar
            templates={templates}
            written={draft.changed}
            read={() => text.read()}
            onUse={beginWith}
            blogId={place.blogId}
          />
        )}
        {conflict && (
          <Conflict
            key={conflict.theirs.revision}
            {...conflict}
            blog={blog}
            isBusy={isWritingSince}
            onUse={(merged) =>
              tellTaken(
                saves.resolve(() => merged),
                "Merged. Check it, then save",
              )
            }
            onKeepMine={saves.keepMine}
            onTakeTheirs={() =>
              tellTaken(
                saves.resolve(({ theirs }) => toDraft(theirs)),
                "Used their text",
              )
            }
          />
        )}
      </div>
      <ComposerNotices
        restored={draft.restored}
        keptRefused={draft.refused && draft.changed && keeping.kind !== "server"}
        problem={problem}
        bytes={draft.bytes}
        failure={save.failure}
        fields={root}
        timeZone={blog.timeZone}
        onDiscard={discard}
        onRetry={saves.retry}
        onSaveAsAnother={saves.saveAsAnother}
        onDescribeLater={marks.pictures && canDescribeLater(text.read()) ? saves.describeLater : undefined}
        onCloseProblem={() => setProblem(null)}
      />
      <ComposerFooter
        post={post}
        marks={draft.marks}
        canPublish={canPublish}
        status={
          conflict ? null : (
            <ComposerStatus
              saving={save.sending !== null && (post !== null || !draft.changed)}
              done={
                draft.changed || !save.done ? null : { ...save.done, post: current?.(save.done.post) ?? save.done.post }
              }
              changed={draft.changed}
              keeping={keeping}
              timeZone={blog.timeZone}
              reach={reach}
            />
          )
        }
        onMarks={text.setMarks}
        onSave={send}
        onSchedule={askForTime}
        onPreview={isCorrectable ? () => setDialog({ kind: "preview", draft: text.read() }) : undefined}
        onCancel={onClose ? cancel : undefined}
      />
      {/* Below the buttons, and with room of its own: no button moves when it comes. */}
      {newer && (
        <NewerNotice
          newer={newer}
          timeZone={blog.timeZone}
          readRevision={actions.readRevision}
          onReview={(by) => {
            savedAt.current = performance.now()
            saves.review(newer, by)
          }}
        />
      )}
      <ComposerDialogs
        shown={dialog}
        post={post}
        blog={blog}
        onClose={() => setDialog(null)}
        onSchedule={schedule}
        onDiscard={close}
      />
    </section>
  )
}
