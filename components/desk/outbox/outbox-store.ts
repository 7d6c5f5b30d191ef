"use client"

import { useEffect, useState, useSyncExternalStore } from "react"
import { type AutosaveKey, type LocalAutosave, parseLocalAutosave } from "@/components/desk/autosave/local-store"
import { type Failure, isTransient } from "@/components/desk/forms/result"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import { localItems } from "@/lib/local-storage"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/post-schemas"

/** Puts a text that has to make room among those that wait, where it can be gone on with. False when nothing is kept. */
export function park({ userId, blogId }: AutosaveKey, post: DeskPost | null, words: LocalAutosave): boolean {
  // The key of a save that was tried goes along, so that the text still arrives once.
  const id = words.idempotencyKey ?? newKey()
  return outboxStore.put({
    id,
    userId,
    blogId,
    save: null,
    post,
    words,
    madeAt: Date.now(),
    heldBy: null,
    failure: null,
  })
}

/** The texts of one blog that wait, and new posts that this tab is sending. An edit shows that in its composer. */
export function useOutboxItems(userId: string, blogId: string): OutboxItem[] {
  const [texts, setTexts] = useState<OutboxItem[]>([])
  useEffect(() => {
    const isShown = ({ heldBy, save }: OutboxItem) => heldBy === null || (heldBy === TAB_ID && save?.kind === "create")
    const read = () => setTexts(outboxStore.list(userId).filter((text) => text.blogId === blogId && isShown(text)))
    read()
    return outboxStore.watch(read)
  }, [userId, blogId])
  return texts
}

/** True while the browser knows that it has no network. */
export function useOffline(): boolean {
  return useSyncExternalStore(watchNetwork, () => !navigator.onLine, returnFalse)
}

function watchNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener)
  window.addEventListener("offline", listener)
  return () => {
    window.removeEventListener("online", listener)
    window.removeEventListener("offline", listener)
  }
}

const returnFalse = () => false

/** What the server is asked for, as it was when somebody pressed the button. */
export type PendingSave =
  | { kind: "create"; post: CreatePostInput }
  | { kind: "edit"; postId: string; revision: number; post: EditPostInput }

/** A text that left its composer and has not arrived: on its way, in the queue, refused, or set aside. */
export type OutboxItem = {
  /** Also the idempotency key of its save: sent twice, it arrives once. */
  id: string
  userId: string
  blogId: string
  /** Null: set aside, not to be sent. */
  save: PendingSave | null
  /** The post as it was when its edit began. */
  post: DeskPost | null
  /** What goes back into the composer. */
  words: LocalAutosave
  /** Place in the queue. */
  madeAt: number
  /** The tab whose composer is sending it right now; the queue leaves it alone for as long as that tab is open. */
  heldBy: string | null
  /** Why it is not there yet; in a queue what is tried again, else for its writer to decide. */
  failure: Failure | null
}

const PREFIX = "running-story:unsent:"

/** To be sent, as opposed to waiting for its writer. */
export function isPending({ save, failure }: OutboxItem): boolean {
  return save !== null && (failure === null || isTransient(failure))
}

/**
 * The queue of this browser: in localStorage, because it is written before the next line runs. What a database in the
 * browser is asked to write is lost when the tab dies in the same moment. Each text has an entry of its own, so that
 * tabs do not write over each other's.
 */
export const outboxStore = {
  /** False when this browser keeps nothing: then only this page has the text. */
  put(text: OutboxItem): boolean {
    const key = keyOf(text)
    const kept = localItems.write(key, JSON.stringify(text))
    if (kept) unkept.delete(key)
    else unkept.set(key, text)
    changed()
    return kept
  },
  remove(text: Pick<OutboxItem, "userId" | "id">): void {
    unkept.delete(keyOf(text))
    localItems.remove(keyOf(text))
    changed()
  },
  /** True while a text exists in this page alone. */
  isAtRisk: () => unkept.size > 0,
  get(userId: string, id: string): OutboxItem | null {
    return readUnsent(keyOf({ userId, id }))
  },
  /** A person's texts in the order in which they were written. */
  list(userId: string): OutboxItem[] {
    const prefix = `${PREFIX}${userId}:`
    const here = [...unkept.keys()].filter((key) => key.startsWith(prefix))
    const found = [...new Set([...localItems.keys(prefix), ...here])].flatMap((key) => readUnsent(key) ?? [])
    return found.sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
  },
  /** Hears of changes here and in other tabs. */
  watch(listener: () => void): () => void {
    const others = ({ key }: StorageEvent) => (key === null || key.startsWith(PREFIX)) && listener()
    listeners.add(listener)
    window.addEventListener("storage", others)
    return () => {
      listeners.delete(listener)
      window.removeEventListener("storage", others)
    }
  },
}

export type OutboxStore = typeof outboxStore

const listeners = new Set<() => void>()
/** Texts that the browser did not keep. */
const unkept = new Map<string, OutboxItem>()

function changed(): void {
  for (const listener of listeners) listener()
}

function keyOf({ userId, id }: Pick<OutboxItem, "userId" | "id">): string {
  return `${PREFIX}${userId}:${id}`
}

function readUnsent(key: string): OutboxItem | null {
  const here = unkept.get(key)
  if (here) return here
  const found = localItems.readJson(key) as OutboxItem | null
  const words = parseLocalAutosave(found?.words)
  return found && words ? { ...found, words } : null
}
