"use client"

import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react"
import { type AutosaveKey, clearLocal, saveLocal } from "@/components/desk/autosave/local-store"
import { serverSync } from "@/components/desk/autosave/server-sync"
import { skipsUnloadPrompt, useOutbox } from "@/components/desk/outbox/outbox-context"
import { outboxStore } from "@/components/desk/outbox/outbox-store"
import { findAutosave } from "@/components/desk/outbox/restore"
import { hasTypedSince } from "@/components/desk/session/last-key"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { type AutosavePort, ComposerStore, type EditorPort } from "./composer-store"
import { SaveFlow, type SavePorts } from "./save-flow"

type ComposerOptions = {
  place: AutosaveKey
  post: DeskPost | null
  editor: RefObject<EditorPort | null>
  ports: Omit<SavePorts, "outbox" | "look" | "signIn">
}

/** A composer's text and its saves, for as long as the composer is on the page. */
export function useComposer({ place, post, editor, ports }: ComposerOptions) {
  const tools = useOutbox()
  const latest = useRef(ports)
  latest.current = ports
  const outbox = useRef(tools)
  outbox.current = tools
  const [text] = useState(() => new ComposerStore(place, post, editor, browserAutosave(place)))
  const [saves] = useState(
    () =>
      new SaveFlow(text, () => ({
        ...latest.current,
        outbox: outboxStore,
        look: () => outbox.current?.look(),
        signIn: signInUnlessWriting(() => outbox.current?.signInAgain()),
      })),
  )

  // Storage is read after the first paint: the server has none, and both must draw the same page.
  useEffect(() => {
    saves.open = true
    void text.restore()
    const hide = () => document.visibilityState === "hidden" && text.flush()
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("pagehide", hide)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("pagehide", hide)
    }
  }, [text, saves])

  // A layout effect ends while the editor can still be read.
  useLayoutEffect(
    () => () => {
      saves.open = false
      text.stop()
    },
    [text, saves],
  )

  const draft = useSyncExternalStore(text.subscribe, text.getState, text.getState)
  const save = useSyncExternalStore(saves.subscribe, saves.getState, saves.getState)
  const { changed } = draft
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      const unsaved = (changed && text.keep()) || outboxStore.isAtRisk()
      if (unsaved && !skipsUnloadPrompt()) event.preventDefault()
    }
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [changed, text])

  return { text, saves, draft, save }
}

function browserAutosave(place: AutosaveKey): AutosavePort {
  return {
    find: () => findAutosave(place),
    save: (kept) => saveLocal(place, kept),
    clear: (tab) => clearLocal(place, tab),
    offer: (kept) => serverSync(place).offer(kept),
    forget: (tab, serial) => serverSync(place).forget(tab, serial),
    forgetOther: (tab, serial) => serverSync(place).forgetOther(tab, serial),
    flush: () => serverSync(place).flush(),
  }
}

// The question comes over the page; it must not catch the keys of the next sentence.
function signInUnlessWriting(signIn: () => Promise<boolean> | undefined): () => Promise<boolean> {
  const began = performance.now()
  return async () => !hasTypedSince(began) && ((await signIn()) ?? false)
}
