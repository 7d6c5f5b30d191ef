"use client"

import dynamic from "next/dynamic"
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react"
import { toast } from "sonner"
import type { AutosaveKey } from "@/components/desk/autosave/local-store"
import { EditorSkeleton } from "@/components/desk/editor/editor-skeleton"
import { fromDocument } from "@/components/desk/editor/from-document"
import type { EditorHandle } from "@/components/desk/editor/post-editor"
import { park } from "@/components/desk/outbox/outbox-store"
import { DateTimeDialog } from "@/components/desk/schedule/date-time-dialog"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { cx } from "@/components/ui/cx"
import { isComposing } from "@/components/ui/is-composing"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Template } from "@/lib/posts/templates"
import type { Author } from "@/lib/protocol/delta"
import { addTag, ComposerDetails } from "./composer-details"
import { ComposerFooter } from "./composer-footer"
import type { ComposerHandle } from "./composer-handle"
import { ComposerNotices } from "./composer-notices"
import { ComposerStatus, type SavedResult } from "./composer-status"
import { type Draft, metadataOf, toDraft } from "./draft"

import { type ComposerTemplates, TemplateBar } from "./template-bar"
import { TitleField } from "./title-field"
import { useDraft } from "./use-draft"
import { useFileDrop } from "./use-file-drop"
import { type ComposerActions, type TargetState, useFocusAfterSave, useSave } from "./use-save"

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
  /** Who the update is by when nobody is named. */
  byline: Author
  /** What it can begin with; none for a text that began long ago. */
  templates?: ComposerTemplates
  autoFocus: boolean
  actions: ComposerActions
  handle?: Ref<ComposerHandle>
  /** What is told beside "Live 12:04:06" of a post that was just published, such as how many pages have it. */
  reach?: (post: DeskPost) => ReactNode
  onSaved: (post: DeskPost) => void
  /** The text waits in the queue; it is not in the composer any more. */
  onQueued?: () => void
  onClose?: () => void
}

/** Where an update is written, new or again. Whatever happens, the text stays until the server has it. */
export function Composer(props: ComposerProps) {
  const { place, post, blog, canPublish, byline, templates, autoFocus, actions } = props
  const { handle, reach, onSaved, onQueued, onClose } = props
  const root = useRef<HTMLElement>(null)
  const editor = useRef<EditorHandle>(null)
  const words = useDraft(place, post, editor)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState<SavedResult | null>(null)
  const [asking, setAsking] = useState(false)
  const [scheduling, setScheduling] = useState(false)
  const { dropping, dropProps } = useFileDrop((files) => editor.current?.addPictures(files))

  const saved = (newer: DeskPost, goal: TargetState) => {
    onSaved(newer)
    if (post) return
    empty()
    setDone({ post: newer, goal })
  }
  const empty = () => {
    words.write(toDraft(null))
    words.forget()
    words.closeRestored()
  }
  const queued = () => {
    if (!post) empty()
    setDone(null)
    onQueued?.()
  }
  const toUndescribed = () => {
    const fields = root.current?.querySelectorAll<HTMLInputElement>("[data-alt]:enabled") ?? []
    ;[...fields].find((field) => field.value.trim() === "")?.focus()
  }
  const { saving, failure, clash, ...saves } = useSave({
    place,
    post,
    words,
    actions,
    onSaved: saved,
    onQueued: queued,
    onRefused: toUndescribed,
  })
  const isDraft = post === null || post.state === "draft"
  const mainGoal: TargetState = isDraft ? (canPublish ? "published" : "submitted") : null
  useImperativeHandle(handle, () => ({
    takeIn: (text) => {
      const mine = words.read()
      const isSafe = !words.keep() || park(place, post, words.snapshot())
      words.takeIn(text)
      if (!isSafe) offerBack("Took the other text", mine)
      words.closeRestored()
      saves.clearFailure()
      editor.current?.focus()
    },
    submit: () => saves.save(mainGoal),
  }))

  useFocusAfterSave(saving !== null, clash !== null, () => editor.current?.focus())
  const offerBack = (message: string, mine: Draft) =>
    toast(message, { action: { label: "Bring mine back", onClick: () => words.write(mine) } })
  const replace = (next: Draft, message: string) => {
    const mine = words.read()
    words.write(next)
    offerBack(message, mine)
  }
  const discard = () => {
    words.closeRestored()
    replace(toDraft(post), "Discarded")
  }
  const tellTaken = (mine: Draft | null, message: string) => {
    editor.current?.focus()
    if (mine) offerBack(message, mine)
  }
  const cancel = () => (words.keep() ? setAsking(true) : close())
  const close = () => {
    words.forget()
    onClose?.()
  }
  const beginWith = (template: Template) => {
    const content = fromDocument(template.content, { described: false })
    const { title, keyEvent, tags } = template
    const next = { ...metadataOf(words.marks), content, title, keyEvent, tags }
    if (words.changed) replace(next, `“${template.name}” took the place of your text`)
    else words.write(next)
    editor.current?.focus()
  }
  // Keys pressed in a dialog reach this too, though it stands elsewhere in the page.
  const isOwn = (event: KeyboardEvent) => event.target instanceof Node && root.current?.contains(event.target)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (!isOwn(event)) return
      event.preventDefault()
      saves.save(mainGoal)
    } else if (event.altKey && templates && saving === null && isOwn(event) && /^Digit[1-9]$/.test(event.code)) {
      const template = templates.list[Number(event.code.at(-1)) - 1]
      if (!template) return
      event.preventDefault()
      beginWith(template)
    } else if (event.key === "Escape" && onClose && saving === null && isOwn(event)) {
      event.preventDefault()
      cancel()
    }
  }
  const touch = () => {
    words.touch()
    setDone(null)
  }

  return (
    <section
      ref={root}
      aria-label={post ? "Edit update" : "New update"}
      data-new-update={post === null || undefined}
      onKeyDown={onKeyDown}
      {...dropProps}
      className={cx(
        "overflow-clip rounded-xl border bg-surface",
        dropping ? "border-accent ring-2 ring-accent/40" : "border-line-strong",
        post === null && "shadow-xs",
      )}
    >
      <div className="min-w-0">
        <TitleField
          value={words.marks.title}
          disabled={saving !== null}
          onChange={(title) => {
            words.setMarks({ title })
            setDone(null)
          }}
          onEnter={() => editor.current?.focus()}
        />
        {words.start ? (
          <PostEditor
            handle={editor}
            initial={words.start.content}
            editable={saving === null && clash === null}
            language={blog.language}
            autoFocus={autoFocus}
            onChange={touch}
            onProblem={setProblem}
            onTag={(tag) => words.setMarks({ tags: addTag(words.read().tags, tag) })}
          />
        ) : (
          <EditorSkeleton />
        )}
        <ComposerDetails
          blogId={place.blogId}
          marks={words.marks}
          fallback={post?.authors ?? [byline]}
          disabled={saving !== null}
          correctable={canPublish && (post?.state === "published" || post?.state === "hidden")}
          onMarks={(part) => {
            words.setMarks(part)
            setDone(null)
          }}
        />
        {templates && (
          <TemplateBar
            templates={templates}
            disabled={saving !== null}
            written={words.changed}
            read={() => words.read()}
            onUse={beginWith}
            blogId={place.blogId}
          />
        )}
        <ComposerNotices
          restored={words.restored}
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
          status={
            clash ? null : (
              <ComposerStatus
                saving={saving !== null}
                done={done}
                changed={words.changed}
                keeping={words.keeping}
                timeZone={blog.timeZone}
                reach={reach}
              />
            )
          }
          onMarks={words.setMarks}
          onSave={(goal) => saves.save(goal)}
          onSchedule={() => setScheduling(true)}
          onCancel={onClose ? cancel : undefined}
        />
      </div>
      {clash && (
        <Conflict
          key={clash.theirs.revision}
          {...clash}
          blog={blog}
          saving={saving !== null}
          onUse={(merged) => tellTaken(saves.takeMerged(merged), "Put together. Look it over, then save")}
          onKeepMine={saves.keepMine}
          onTakeTheirs={() => tellTaken(saves.takeTheirs(), "Took their text")}
        />
      )}
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
          void saves.save("scheduled", { publishAt })
          return null
        }}
      />
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
