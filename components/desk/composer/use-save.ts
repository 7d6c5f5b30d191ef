"use client"

import { useEffect, useRef, useState } from "react"
import type { AutosaveKey } from "@/components/desk/autosave/local-store"
import { withTimeout } from "@/components/desk/forms/request-json"
import { attempt, type Failure, isSignedOut, isTransient, type Result } from "@/components/desk/forms/result"
import { useOutbox } from "@/components/desk/outbox/outbox-context"
import { isPending, type OutboxItem, outboxStore, type PendingSave } from "@/components/desk/outbox/outbox-store"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import { ERRORS } from "@/lib/errors"
import type { Revision } from "@/lib/posts/history"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/post-schemas"

import { type Draft, fingerprint, isSame, type PostMetadata, SIDE_METADATA, toDraft } from "./draft"
import type { ComposerDraft } from "./use-draft"
import { validateDraft } from "./validate-draft"

/** While it saves the text is locked, which takes the focus away; whoever wrote goes on writing, unless asked something. */
export function useFocusAfterSave(saving: boolean, asked: boolean, focus: () => void): void {
  const wasSaving = useRef(false)
  const goOn = useRef(focus)
  goOn.current = focus
  useEffect(() => {
    const ended = wasSaving.current && !saving
    wasSaving.current = saving
    if (ended && !asked && document.activeElement === document.body) goOn.current()
  }, [saving, asked])
}

/** What a save shall make of the text; null: it stays what it is. */
export type TargetState = "draft" | "submitted" | "scheduled" | "published" | null

/** `over`: the revision that this save replaces knowingly. `publishAt`: when a scheduled text is to go out. */
type SaveInput = { over?: number | undefined; publishAt?: string | undefined }

export type ComposerActions = {
  create: (post: CreatePostInput, idempotencyKey: string) => Promise<Result<DeskPost>>
  edit: (postId: string, post: EditPostInput, revision: number, idempotencyKey: string) => Promise<Result<DeskPost>>
  readRevision: (postId: string, number: number) => Promise<Result<Revision>>
}

/** A newer text that somebody saved meanwhile, the own one, and what both were made from. */
export type SaveConflict = { theirs: DeskPost; mine: Draft; base: Draft }

type SaveOptions = {
  place: AutosaveKey
  post: DeskPost | null
  words: ComposerDraft
  actions: ComposerActions
  onSaved: (post: DeskPost, goal: TargetState) => void
  /** The text went into the queue: its composer is free for the next one. */
  onQueued: () => void
  onRefused: () => void
}

/**
 * Saves a composer's text, once at a time. Before anything is sent the text is in the queue of this browser, so that it
 * arrives whatever happens to this page; what fails for now stays there, and what is refused stays in the composer.
 */
export function useSave({ place, post, words, actions, onSaved, onQueued, onRefused }: SaveOptions) {
  const safety = useOutbox()
  const [saving, setSaving] = useState<TargetState | "saving">(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [clash, setClash] = useState<SaveConflict | null>(null)
  const last = useRef<{ busy: boolean; goal: TargetState; publishAt?: string | undefined }>({ busy: false, goal: null })

  const save = async (goal: TargetState, { over, publishAt }: SaveInput = {}): Promise<void> => {
    if (last.current.busy) return
    const mine = words.read()
    // What is handed in or scheduled goes out with the next step, by somebody else or by itself.
    const becomes = goal ?? post?.state
    const checked = validateDraft(mine, { public: becomes !== "draft" && becomes !== "hidden" })
    Object.assign(last.current, { goal, publishAt })
    if ("code" in checked) {
      setFailure(checked)
      onRefused()
      return
    }
    last.current.busy = true
    setSaving(goal ?? "saving")
    setFailure(null)
    const { keyEvent, pinned, tags, authors } = mine
    const named = authors.length > 0 ? { authors } : {}
    const wanted = { title: mine.title.trim(), content: checked.document, keyEvent, pinned, tags, ...named }
    const request: PendingSave = post
      ? {
          kind: "edit",
          postId: post.id,
          revision: over ?? words.base.revision ?? post.revision,
          post: {
            ...wanted,
            correction: mine.correction,
            ...toGoal(goal, publishAt),
            ...unchangedMarks(mine, words.base.words),
          },
        }
      : { kind: "create", post: { ...wanted, state: "draft", ...toGoal(goal, publishAt) } }
    const entry = enter(request)
    const isWaiting = entry.queued && outboxStore.list(place.userId).some((text) => comesFirst(text, entry.text))
    const result = isWaiting ? null : await sendNow(entry.text, mine)
    last.current.busy = false
    setSaving(null)
    settle(entry, result, goal)
  }

  const enter = (request: PendingSave): { text: OutboxItem; queued: boolean } => {
    const id = request.kind === "create" ? words.takeKey() : newKey()
    words.setKey(id)
    words.keep()
    const { userId, blogId } = place
    const kept = words.snapshot()
    const text = {
      id,
      userId,
      blogId,
      save: request,
      post,
      words: kept,
      madeAt: Date.now(),
      heldBy: TAB_ID,
      failure: null,
    }
    return { text, queued: outboxStore.put(text) }
  }

  /** Null when somebody else's newer text stands against this one. */
  const sendNow = async (text: OutboxItem, mine: Draft): Promise<Result<DeskPost> | "conflict"> => {
    const { id, save: request } = text
    const call = (revision?: number) =>
      withTimeout(
        attempt(async () => {
          if (request?.kind === "create") return actions.create(request.post, id)
          if (request) return actions.edit(request.postId, request.post, revision ?? request.revision, id)
          return { ok: false, error: { code: "internal", message: ERRORS.internal.message } }
        }),
      )
    const signedIn = async (revision?: number) => {
      const result = await call(revision)
      const again = !result.ok && isSignedOut(result.error) && (await safety?.signInAgain())
      return again ? call(revision) : result
    }
    const result = await signedIn()
    const newer = result.ok ? null : newerPost(result)
    if (!newer) return result
    const { base } = words
    const state = request?.kind === "edit" ? request.post.state : undefined
    // An earlier try did arrive, only its answer did not.
    if (isSame(toDraft(newer), mine) && newer.state === (state ?? newer.state)) return { ok: true, data: newer }
    // Somebody hid or pinned it meanwhile, but what is written here was written on what it still is.
    if (base.known && isUntouched(toDraft(newer), base.words, mine)) return signedIn(newer.revision)
    const from = request?.kind === "edit" ? request.revision : newer.revision
    const start = base.known ? { ok: true as const, data: base.words } : await readBase(newer, from)
    if (!start.ok) return start
    setClash({ theirs: newer, mine, base: start.data })
    return "conflict"
  }

  const settle = ({ text, queued }: Entry, result: Result<DeskPost> | "conflict" | null, goal: TargetState) => {
    const failed = result !== null && result !== "conflict" && !result.ok ? result.error : null
    const waits = result === null || (failed !== null && isTransient(failed) && !isSignedOut(failed))
    if (waits && queued) {
      outboxStore.put({ ...text, heldBy: null, failure: failed })
      setClash(null)
      words.forget()
      onQueued()
      safety?.look()
      return
    }
    outboxStore.remove(text)
    if (failed) setFailure(failed)
    if (result === null || result === "conflict" || !result.ok) return
    setClash(null)
    words.forget()
    onSaved(result.data, goal)
  }

  // A text that was kept from before a crash was written on a revision that this page never had.
  const readBase = async (newer: DeskPost, number: number): Promise<Result<Draft>> => {
    const result = await attempt(() => actions.readRevision(newer.id, number))
    if (!result.ok) return result
    const { title, content, keyEvent, tags, correction, authors, pinned } = result.data
    const pinnedAt = pinned ? newer.savedAt : null
    return { ok: true, data: toDraft({ ...newer, title, content, keyEvent, tags, correction, authors, pinnedAt }) }
  }
  /** Goes on from their text with these words in the composer; returns what was there. */
  const goOnWith = (next: (clash: SaveConflict) => Draft): Draft | null => {
    if (!clash) return null
    const mine = words.read()
    words.rebase(clash.theirs)
    words.write(next(clash))
    setClash(null)
    return mine
  }

  return {
    saving,
    failure,
    clash,
    save,
    retry: () => save(last.current.goal, { publishAt: last.current.publishAt }),
    keepMine: () => save(last.current.goal, { over: clash?.theirs.revision, publishAt: last.current.publishAt }),
    takeTheirs: () => goOnWith(({ theirs }) => toDraft(theirs)),
    takeMerged: (merged: Draft) => goOnWith(() => merged),
    saveAsAnother: () => {
      words.setKey(null)
      return save(last.current.goal, { publishAt: last.current.publishAt })
    },
    clearFailure: () => setFailure(null),
  }
}

function toGoal(goal: TargetState, publishAt: string | undefined): Pick<CreatePostInput, "state" | "publishAt"> {
  if (goal === null) return {}
  return goal === "scheduled" ? { publishAt } : { state: goal }
}

type Entry = { text: OutboxItem; queued: boolean }

/** A text that waits already must arrive before this one. */
function comesFirst(text: OutboxItem, than: OutboxItem): boolean {
  return text.id !== than.id && text.blogId === than.blogId && text.heldBy === null && isPending(text)
}

/** Marks that this writer did not touch are not sent: a colleague may have set them meanwhile. */
function unchangedMarks(mine: Draft, base: Draft): EditPostInput {
  const isSameMark = (mark: keyof PostMetadata) => JSON.stringify(mine[mark]) === JSON.stringify(base[mark])
  return Object.fromEntries(SIDE_METADATA.filter(isSameMark).map((mark) => [mark, undefined]))
}

/** True when somebody else changed nothing of what this writer changed, and no word of the text. */
function isUntouched(theirs: Draft, base: Draft, mine: Draft): boolean {
  const differs = (a: Draft, b: Draft, mark: keyof PostMetadata) => JSON.stringify(a[mark]) !== JSON.stringify(b[mark])
  const isFree = SIDE_METADATA.every((mark) => !differs(mine, base, mark) || !differs(theirs, base, mark))
  return isFree && fingerprint(theirs) === fingerprint(base)
}

function newerPost(result: Exclude<Result<DeskPost>, { ok: true }>): DeskPost | null {
  const post = result.error.code === "stale_revision" ? result.details?.post : null
  return (post as DeskPost | null | undefined) ?? null
}
