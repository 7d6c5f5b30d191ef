"use client"

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"
import type { DeskPost } from "@/lib/posts/schema"
import { withoutUploads } from "./from-document"
import { forgetText, type KeptPlace, keepText, newKey, readKeptText } from "./kept-text"
import type { EditorHandle } from "./post-editor"
import { countBytes, isSame, type Marks, type Words, wordsOf } from "./words"

const PAUSE_MS = 400

/**
 * What is written in one composer: title and marks here, the text in the editor. Each pause of the writer keeps it in
 * the browser; a kept text of a closed tab or crash is where writing starts again.
 */
export function useWords(place: KeptPlace, post: DeskPost | null, editor: RefObject<EditorHandle | null>) {
  const [base, setBase] = useState(() => ({ words: wordsOf(post), revision: post?.revision ?? null, known: true }))
  const [start, setStart] = useState<Words | null>(null)
  const [marks, setMarksState] = useState<Marks>(base.words)
  const [changed, setChanged] = useState(false)
  const [bytes, setBytes] = useState(0)
  const [kept, setKept] = useState({ restoredAt: null as string | null, refused: false })
  const now = useRef({ marks: base.words as Marks, key: null as string | null, timer: 0, base, place })
  now.current.base = base

  const read = useCallback((): Words => {
    const { title, keyEvent, pinned } = now.current.marks
    return { content: editor.current?.read() ?? now.current.base.words.content, title, keyEvent, pinned }
  }, [editor])

  /** Keeps what there is now, and tells whether it differs from what is stored. */
  const keep = useCallback((): boolean => {
    clearTimeout(now.current.timer)
    now.current.timer = 0
    if (!editor.current) return false
    const { base: current, key, place: where } = now.current
    const words = read()
    const differs = !isSame(words, current.words)
    setChanged(differs)
    setBytes(countBytes(words))
    if (!differs) forgetText(where)
    else {
      const content = withoutUploads(words.content)
      const saved = keepText(where, { ...words, content, idempotencyKey: key, revision: current.revision })
      setKept((before) => ({ ...before, refused: !saved }))
    }
    return differs
  }, [read, editor])

  const touch = useCallback(() => {
    setChanged(true)
    clearTimeout(now.current.timer)
    now.current.timer = window.setTimeout(keep, PAUSE_MS)
  }, [keep])

  const setMarks = (part: Partial<Marks>) => {
    now.current.marks = { ...now.current.marks, ...part }
    setMarksState(now.current.marks)
    touch()
  }

  const write = (words: Words) => {
    setMarks({ title: words.title, keyEvent: words.keyEvent, pinned: words.pinned })
    editor.current?.write(words.content)
  }

  // Storage is read after the first paint: the server has none, and both must draw the same page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a composer belongs to one place for life
  useEffect(() => {
    const found = readKeptText(place)
    if (!found || isSame(found, base.words)) return setStart(base.words)
    now.current.marks = { title: found.title, keyEvent: found.keyEvent, pinned: found.pinned }
    now.current.key = found.idempotencyKey
    setMarksState(now.current.marks)
    if (found.revision !== base.revision) setBase({ ...base, revision: found.revision, known: false })
    setKept({ restoredAt: found.keptAt, refused: false })
    setChanged(true)
    setBytes(countBytes(found))
    setStart(found)
    // From here on it is this tab's text.
    keepText(place, found)
  }, [])

  useEffect(() => {
    const hide = () => document.visibilityState === "hidden" && now.current.timer && keep()
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("pagehide", hide)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("pagehide", hide)
    }
  }, [keep])

  // Leaving for another page of the desk: a layout effect ends while the editor can still be read.
  useLayoutEffect(() => () => void (now.current.timer && keep()), [keep])

  useEffect(() => {
    if (!changed) return
    const ask = (event: BeforeUnloadEvent) => keep() && event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [changed, keep])

  return {
    start,
    marks,
    changed,
    bytes,
    keptRefused: kept.refused && changed,
    restoredAt: kept.restoredAt,
    base,
    read,
    keep,
    touch,
    setMarks,
    write,
    /** The key of this text's first save; the same until it succeeded. */
    takeKey: () => {
      now.current.key ??= newKey()
      return now.current.key
    },
    dropKey: () => {
      now.current.key = null
    },
    closeRestored: () => setKept((before) => ({ ...before, restoredAt: null })),
    /** What is stored is now this post's text: later changes are measured against it. */
    rebase: (newer: DeskPost) => {
      const next = { words: wordsOf(newer), revision: newer.revision, known: true }
      now.current.base = next
      setBase(next)
    },
    forget: () => {
      clearTimeout(now.current.timer)
      now.current.timer = 0
      now.current.key = null
      setChanged(false)
      forgetText(place)
    },
  }
}

export type ComposerWords = ReturnType<typeof useWords>
