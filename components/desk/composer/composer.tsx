"use client"

import dynamic from "next/dynamic"
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { toast } from "sonner"
import type { AutosaveKey } from "@/components/desk/autosave/local-store"
import { useAutosaveStatus } from "@/components/desk/autosave/server-sync"
import { EditorSkeleton } from "@/components/desk/editor/editor-skeleton"
import { fromDocument } from "@/components/desk/editor/from-document"
import type { EditorHandle } from "@/components/desk/editor/post-editor"
import { toDocument } from "@/components/desk/editor/to-document"
import { focusTimeline } from "@/components/desk/keys/focus-targets"
import { isShortcut } from "@/components/desk/keys/shortcuts"
import { park } from "@/components/desk/outbox/outbox-store"
import { DateTimeDialog } from "@/components/desk/schedule/date-time-dialog"
import { hasTypedSince } from "@/components/desk/session/last-key"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { cx } from "@/components/ui/cx"
import { isComposing } from "@/components/ui/is-composing"
import { firstWritten } from "@/lib/content/written-text"
import { cutWords } from "@/lib/cut-text"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Template } from "@/lib/posts/templates"
import type { Author } from "@/lib/protocol/delta"
import { addTag, ComposerDetails } from "./composer-details"
import { ComposerFooter } from "./composer-footer"
import type { ComposerHandle } from "./composer-handle"
import { ComposerNotices } from "./composer-notices"
import { ComposerStatus } from "./composer-status"
import type { ComposerStore } from "./composer-store"
import { type Draft, metadataOf, toDraft } from "./draft"
import { KeyEventHint } from "./key-event-hint"
import { PostPreview } from "./post-preview"
import type { SavedText, TargetState } from "./save-flow"
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

/** As long as the headline that the server would give a key event. */
const HEADLINE_CHARACTERS = 80
const KEYS = ["save", "saveDraft", "scheduleText", "templates", "leave"] as const

/** Where a post is written, new or again. Its text is safe until the server has it, and it is never locked. */
export function Composer(props: ComposerProps) {
  const { place, post, blog, canPublish, byline, templates, autoFocus, actions } = props
  const { handle, reach, current, onSaved, onLeft, onQueued, onClose } = props
  const root = useRef<HTMLElement>(null)
  const editor = useRef<EditorHandle>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [preview, setPreview] = useState<Draft | null>(null)
  const [asking, setAsking] = useState(false)
  const [scheduling, setScheduling] = useState(false)
  const { dropping, dropProps } = useFileDrop((files) => editor.current?.addPictures(files))
  const focus = () => editor.current?.focus()
  const savedAt = useRef(0)
  const isWritingSince = () => hasTypedSince(savedAt.current)
  const toUndescribed = () => {
    if (isWritingSince()) return
    const fields = root.current?.querySelectorAll<HTMLInputElement>("[data-alt]:enabled") ?? []
    ;[...fields].find((field) => field.value.trim() === "")?.focus()
  }
  const { text, saves, draft, save } = useComposer({
    place,
    post,
    editor,
    ports: {
      actions,
      onLeft: onLeft ?? focus,
      onSaved,
      onQueued: () => onQueued?.(),
      onRefused: toUndescribed,
    },
  })
  const { conflict } = save
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
      if (!isSafe) offerBack("Took the other text", mine)
      saves.clearFailure()
      focus()
    },
    submit: () => send(mainGoal),
    isFree: () => !text.getState().changed,
    focus,
  }))

  const offerBack = (message: string, mine: Draft) =>
    toast(message, { action: { label: "Bring mine back", onClick: () => text.write(mine) } })
  const replace = (next: Draft, message: string) => {
    const mine = text.read()
    text.write(next)
    offerBack(message, mine)
  }
  const discard = () => {
    text.closeRestored()
    replace(toDraft(post), "Discarded")
  }
  const tellTaken = (mine: Draft | null, message: string) => {
    focus()
    if (mine) offerBack(message, mine)
  }
  const cancel = () => (text.keep() ? setAsking(true) : close())
  const close = () => {
    text.forget()
    onClose?.()
  }
  const beginWith = (template: Template) => {
    const content = fromDocument(template.content, { described: false })
    const { title, keyEvent, tags } = template
    const next = { ...metadataOf(draft.marks), content, title, keyEvent, tags }
    if (draft.changed) replace(next, `“${template.name}” took the place of your text`)
    else text.write(next)
    focus()
  }
  const isCorrectable = canPublish && (post?.state === "published" || post?.state === "hidden")
  const isDraft = post === null || post.state === "draft"
  const mainGoal: TargetState = isDraft ? (canPublish ? "published" : "submitted") : null

  const mayWait = canPublish && (isDraft || post?.state === "submitted")
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys pressed in a dialog arrive here too, though it stands elsewhere in the page.
    if (!(event.target instanceof Node && root.current?.contains(event.target))) return
    const act = KEYS.find((id) => isShortcut(event, id))
    if (!act || isComposing(event)) return
    // The text has prevented what browsers do with these keys; its own lists keep Escape to themselves.
    if (act === "leave") return leave(event)
    event.preventDefault()
    if (event.repeat) return
    if (act === "save") send(mainGoal)
    else if (act === "saveDraft") saveDraft()
    else if (act === "scheduleText") setScheduling(mayWait)
    else root.current.querySelector<HTMLElement>("[data-template]")?.focus()
  }
  const saveDraft = () => {
    if (isDraft) send("draft")
    // What readers have is changed by its own button alone.
    else if (post?.state === "published") text.keep()
    else send(null)
  }
  const leave = (event: KeyboardEvent) => {
    event.preventDefault()
    if (onClose) cancel()
    else focusTimeline()
  }
  const schedule = (publishAt: string) => {
    // The dialog closes first, so that the next key is the text's.
    flushSync(() => setScheduling(false))
    send("scheduled", { publishAt })
  }

  return (
    <section
      ref={root}
      aria-label={post ? "Edit post" : "New post"}
      data-new-post={post === null || undefined}
      onKeyDown={onKeyDown}
      {...dropProps}
      className={cx(
        "overflow-clip rounded-xl border bg-surface",
        dropping ? "border-accent ring-2 ring-accent/40" : "border-line-strong",
        post === null && "shadow-xs",
      )}
    >
      <div className="min-w-0">
        <TitleField value={draft.marks.title} onChange={(title) => text.setMarks({ title })} onEnter={focus} />
        {draft.marks.keyEvent && draft.marks.title.trim() === "" && (
          <KeyEventHint words={firstWords(text)} onUse={(title) => text.setMarks({ title })} />
        )}
        {draft.start ? (
          <PostEditor
            handle={editor}
            initial={draft.start.content}
            editable={conflict === null}
            language={blog.language}
            autoFocus={autoFocus}
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
        <ComposerNotices
          restored={draft.restored}
          keptRefused={draft.refused && draft.changed && keeping.kind !== "server"}
          problem={problem}
          bytes={draft.bytes}
          failure={save.failure}
          timeZone={blog.timeZone}
          onDiscard={discard}
          onRetry={saves.retry}
          onSaveAsAnother={saves.saveAsAnother}
          onCloseProblem={() => setProblem(null)}
        />
        {conflict && (
          <Conflict
            key={conflict.theirs.revision}
            {...conflict}
            blog={blog}
            isBusy={isWritingSince}
            onUse={(merged) =>
              tellTaken(
                saves.resolve(() => merged),
                "Put together. Look it over, then save",
              )
            }
            onKeepMine={saves.keepMine}
            onTakeTheirs={() =>
              tellTaken(
                saves.resolve(({ theirs }) => toDraft(theirs)),
                "Took their text",
              )
            }
          />
        )}
        <ComposerFooter
          post={post}
          marks={draft.marks}
          canPublish={canPublish}
          status={
            conflict ? null : (
              <ComposerStatus
                saving={save.sending !== null && (post !== null || !draft.changed)}
                done={
                  draft.changed || !save.done
                    ? null
                    : { ...save.done, post: current?.(save.done.post) ?? save.done.post }
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
          onSchedule={() => setScheduling(true)}
          onPreview={isCorrectable ? () => setPreview(text.read()) : undefined}
          onCancel={onClose ? cancel : undefined}
        />
      </div>
      <DateTimeDialog
        open={scheduling}
        onOpenChange={setScheduling}
        title="Schedule"
        description="It is published at this time by itself. Until then you can change it, or take it out of the schedule."
        timeZone={blog.timeZone}
        initial={new Date(Date.now() + 15 * 60_000)}
        side="future"
        confirm="Schedule"
        busyLabel="Scheduling"
        onChoose={(publishAt) => {
          schedule(publishAt)
          return null
        }}
      />
      {post && <PostPreview post={post} language={blog.language} draft={preview} onClose={() => setPreview(null)} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Discard your changes?"
        description="What you changed in this post was not saved yet."
        confirm="Discard"
        keep="Keep writing"
        danger
        onConfirm={close}
      />
    </section>
  )
}

function firstWords(text: ComposerStore): string {
  const document = toDocument(text.read().content)
  return document ? cutWords(firstWritten(document), HEADLINE_CHARACTERS) : ""
}
