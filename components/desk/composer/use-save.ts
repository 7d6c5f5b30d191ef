"use client"

import { useRef, useState } from "react"
import { attempt, type Failure, type Result } from "@/components/desk/forms/result"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/schema"
import { checkWords } from "./check-words"
import type { ComposerWords } from "./use-words"
import { isSame, printText, type Words, wordsOf } from "./words"

/** What a save shall make of the text; null: it stays what it is. */
export type Goal = "draft" | "published" | null

export type ComposerActions = {
  create: (post: CreatePostInput, idempotencyKey: string) => Promise<Result<DeskPost>>
  edit: (postId: string, post: EditPostInput, revision: number) => Promise<Result<DeskPost>>
}

type SaveOptions = {
  post: DeskPost | null
  words: ComposerWords
  actions: ComposerActions
  onSaved: (post: DeskPost, goal: Goal) => void
  onRefused: () => void
}

/** Saves a composer's text, once at a time; what fails keeps the text and says why. */
export function useSave({ post, words, actions, onSaved, onRefused }: SaveOptions) {
  const [saving, setSaving] = useState<Goal | "saving">(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [theirs, setTheirs] = useState<DeskPost | null>(null)
  const last = useRef<{ busy: boolean; goal: Goal }>({ busy: false, goal: null })

  /** `over`: the revision that this save replaces knowingly. */
  const save = async (goal: Goal, over?: number): Promise<void> => {
    if (last.current.busy) return
    const mine = words.read()
    const checked = checkWords(mine, { public: goal === "published" || (goal === null && post?.state === "published") })
    last.current.goal = goal
    if ("code" in checked) {
      setFailure(checked)
      onRefused()
      return
    }
    last.current.busy = true
    setSaving(goal ?? "saving")
    setFailure(null)
    const title = mine.title.trim()
    const wanted = { title, content: checked.document, keyEvent: mine.keyEvent, pinned: mine.pinned }
    const key = post ? null : words.takeKey()
    words.keep()
    const result = post
      ? await saveEdit(post, { ...wanted, ...(goal ? { state: goal } : {}) }, mine, over)
      : await attempt(() => actions.create({ ...wanted, state: goal ?? "draft" }, key ?? ""))
    last.current.busy = false
    setSaving(null)
    if (result?.ok) {
      setTheirs(null)
      words.forget()
      onSaved(result.data, goal)
    } else if (result) setFailure(result.error)
  }

  /** Null when somebody else's newer text stands against this one. */
  const saveEdit = async (current: DeskPost, wanted: EditPostInput, mine: Words, over?: number) => {
    const { base } = words
    const input = { ...wanted, ...unchangedMarks(mine, base.words) }
    const revision = over ?? base.revision ?? current.revision
    const result = await attempt(() => actions.edit(current.id, input, revision))
    const newer = result.ok ? null : newerPost(result)
    if (!newer) return result
    // An earlier try did arrive, only its answer did not.
    if (isSame(wordsOf(newer), mine) && newer.state === (wanted.state ?? newer.state))
      return { ok: true as const, data: newer }
    // Somebody hid or pinned it meanwhile, but its words are those this text was written on.
    if (base.known && printText(wordsOf(newer)) === printText(base.words)) {
      return attempt(() => actions.edit(current.id, input, newer.revision))
    }
    setTheirs(newer)
    return null
  }

  return {
    saving,
    failure,
    theirs,
    save,
    retry: () => save(last.current.goal),
    keepMine: () => save(last.current.goal, theirs?.revision),
    /** Takes their text into the composer; returns what was there. */
    takeTheirs: (): Words | null => {
      if (!theirs) return null
      const mine = words.read()
      words.rebase(theirs)
      words.write(wordsOf(theirs))
      setTheirs(null)
      return mine
    },
    saveAsAnother: () => {
      words.dropKey()
      return save(last.current.goal)
    },
    clearFailure: () => setFailure(null),
  }
}

/** Marks that this writer did not touch are not sent: a colleague may have set them meanwhile. */
function unchangedMarks(mine: Words, base: Words): EditPostInput {
  return {
    ...(mine.keyEvent === base.keyEvent ? { keyEvent: undefined } : {}),
    ...(mine.pinned === base.pinned ? { pinned: undefined } : {}),
  }
}

function newerPost(result: Exclude<Result<DeskPost>, { ok: true }>): DeskPost | null {
  const post = result.error.code === "stale_revision" ? result.details?.post : null
  return (post as DeskPost | null | undefined) ?? null
}
