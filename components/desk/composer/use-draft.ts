"use client"

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"
import { type AutosaveKey, clearLocal, type LocalAutosave, saveLocal } from "@/components/desk/autosave/local-store"
import { serverSync, useAutosaveStatus } from "@/components/desk/autosave/server-sync"
import { withoutUploads } from "@/components/desk/editor/from-document"
import type { EditorHandle } from "@/components/desk/editor/post-editor"
import { pendingUploadNames } from "@/components/desk/editor/upload-store"
import { skipsUnloadPrompt } from "@/components/desk/outbox/outbox-context"
import { findAutosave } from "@/components/desk/outbox/restore"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { countBytes, type Draft, isSame, metadataOf, type PostMetadata, toDraft } from "./draft"

/** Words are kept at each pause of the writer, and also of one who makes none. */
const DEBOUNCE_MS = 400
const MAX_DEBOUNCE_MS = 2_000
/** A text of usual length is written to the browser with each key: then even a crash takes no word of it. */
const EACH_KEY_BYTES = 20 * 1024

let serial = 0

/**
 * What is written in one composer: title and marks here, the text in the editor. Each pause of the writer keeps it in
 * the browser and then on the server; a kept text of a closed tab or crash is where writing starts again.
 */
export function useDraft(place: AutosaveKey, post: DeskPost | null, editor: RefObject<EditorHandle | null>) {
  const [base, setBase] = useState(() => ({ words: toDraft(post), revision: post?.revision ?? null, known: true }))
  const [start, setStart] = useState<Draft | null>(null)
  const [marks, setMarksState] = useState<PostMetadata>(base.words)
  const [changed, setChanged] = useState(false)
  const [bytes, setBytes] = useState(0)
  const [restored, setRestored] = useState<LocalAutosave | null>(null)
  const [refused, setRefused] = useState(false)
  const keeping = useAutosaveStatus(place)
  const now = useRef({
    marks: base.words as PostMetadata,
    key: null as string | null,
    timer: 0,
    since: 0,
    base,
    place,
    bytes,
  })
  now.current.base = base
  now.current.bytes = bytes

  const read = useCallback((): Draft => {
    return { content: editor.current?.read() ?? now.current.base.words.content, ...metadataOf(now.current.marks) }
  }, [editor])

  /** What is here now, as it is kept. */
  const snapshot = useCallback((): LocalAutosave => {
    const words = read()
    serial += 1
    return {
      ...words,
      content: withoutUploads(words.content),
      pictures: pendingUploadNames(words.content),
      idempotencyKey: now.current.key,
      revision: now.current.base.revision,
      keptAt: new Date().toISOString(),
      tab: TAB_ID,
      serial,
    }
  }, [read])

  const stopTimer = useCallback(() => {
    clearTimeout(now.current.timer)
    now.current.timer = 0
    now.current.since = 0
  }, [])

  /** Keeps what there is now, and tells whether it differs from what is stored. */
  const keep = useCallback((): boolean => {
    stopTimer()
    if (!editor.current) return false
    const { base: current, place: where } = now.current
    const words = read()
    const differs = !isSame(words, current.words)
    setChanged(differs)
    setBytes(countBytes(words))
    const text = snapshot()
    if (differs) {
      setRefused(!saveLocal(where, text))
      serverSync(where).offer(text)
    } else {
      clearLocal(where)
      serverSync(where).forget(TAB_ID, text.serial)
    }
    return differs
  }, [read, snapshot, stopTimer, editor])

  const touch = useCallback(() => {
    setChanged(true)
    if (editor.current && now.current.bytes < EACH_KEY_BYTES) saveLocal(now.current.place, snapshot())
    clearTimeout(now.current.timer)
    now.current.since ||= Date.now()
    const pause = Math.min(DEBOUNCE_MS, Math.max(now.current.since + MAX_DEBOUNCE_MS - Date.now(), 0))
    now.current.timer = window.setTimeout(keep, pause)
  }, [keep, snapshot, editor])

  const setMarks = (part: Partial<PostMetadata>) => {
    now.current.marks = { ...now.current.marks, ...part }
    setMarksState(now.current.marks)
    touch()
  }

  const write = (words: Draft) => {
    setMarks(metadataOf(words))
    editor.current?.write(words.content)
  }

  const standOn = (found: LocalAutosave) => {
    now.current.key = found.idempotencyKey
    if (found.revision !== now.current.base.revision) {
      setBase((before) => ({ ...before, revision: found.revision, known: false }))
    }
  }

  // Storage is read after the first paint: the server has none, and both must draw the same page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a composer belongs to one place for life
  useEffect(() => {
    let gone = false
    void findAutosave(place).then((found) => {
      if (gone) return
      if (!found || isSame(found, base.words)) return setStart(base.words)
      now.current.marks = metadataOf(found)
      setMarksState(now.current.marks)
      standOn(found)
      setRestored(found)
      setChanged(true)
      setBytes(countBytes(found))
      setStart(found)
      // From here on it is this tab's text.
      serial += 1
      const own = { ...found, tab: TAB_ID, serial }
      saveLocal(place, own)
      serverSync(place).offer(own)
      if (found.tab === TAB_ID) return
      clearLocal(place, found.tab)
      serverSync(place).forgetOther(found.tab, found.serial)
    })
    return () => {
      gone = true
    }
  }, [])

  useEffect(() => {
    const hide = () => {
      if (document.visibilityState !== "hidden") return
      if (now.current.timer) keep()
      serverSync(now.current.place).flush()
    }
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
    const ask = (event: BeforeUnloadEvent) => keep() && !skipsUnloadPrompt() && event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [changed, keep])

  return {
    start,
    marks,
    changed,
    bytes,
    /** Where the words are kept besides this page. */
    keeping,
    keptRefused: refused && changed && keeping.kind !== "server",
    restored,
    base,
    read,
    snapshot,
    keep,
    touch,
    setMarks,
    write,
    /** Takes in a text that was kept elsewhere or went back from the queue, with what it was written on. */
    takeIn: (text: LocalAutosave) => {
      standOn(text)
      write(text)
    },
    /** The key of this text's first save; the same until it succeeded. */
    takeKey: () => {
      now.current.key ??= newKey()
      return now.current.key
    },
    setKey: (key: string | null) => {
      now.current.key = key
    },
    closeRestored: () => setRestored(null),
    /** What is stored is now this post's text: later changes are measured against it. */
    rebase: (newer: DeskPost) => {
      const next = { words: toDraft(newer), revision: newer.revision, known: true }
      now.current.base = next
      setBase(next)
    },
    forget: () => {
      stopTimer()
      now.current.key = null
      setChanged(false)
      clearLocal(place)
      serial += 1
      serverSync(place).forget(TAB_ID, serial)
    },
  }
}

export type ComposerDraft = ReturnType<typeof useDraft>
