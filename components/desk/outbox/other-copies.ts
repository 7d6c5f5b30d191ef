"use client"

import { useCallback, useEffect, useState } from "react"
import {
  type AutosaveKey,
  clearLocal,
  type LocalAutosave,
  listAutosavedPosts,
  listLocal,
  parseLocalAutosave,
} from "@/components/desk/autosave/local-store"
import { recordCleared, wasCleared } from "@/components/desk/autosave/server-sync"
import { toDocument } from "@/components/desk/editor/to-document"
import { requestJson } from "@/components/desk/forms/request-json"
import type { Result } from "@/components/desk/forms/result"
import { listOpenTabs, TAB_ID } from "@/components/desk/session/tab-id"
import { excerpt } from "@/lib/content/written-text"
import { localItems } from "@/lib/local-storage"
import { paths } from "@/lib/paths"
import type { AutosaveSummary } from "@/lib/posts/autosave-schema"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { SIGNED_IN, useOutbox } from "./outbox-context"
import { outboxStore } from "./outbox-store"

/** What an unsaved text is called: its title or its first words; "" without either. */
export function excerptOf({ title, content }: Pick<LocalAutosave, "title" | "content">): string {
  const document = toDocument(content)
  return title || (document ? excerpt(document, 80) : "")
}

/** What this person left unsaved elsewhere; looked for when the page opens and when somebody comes back to it. */
export function useOtherCopies(userId: string, blogId: string): { offers: OtherCopy[]; look: () => void } {
  const [offers, setOffers] = useState<OtherCopy[]>([])
  const safety = useOutbox()
  const look = useCallback(() => void listOtherCopies({ userId, blogId }).then(setOffers), [userId, blogId])
  useEffect(() => {
    look()
    window.addEventListener("focus", look)
    window.addEventListener(SIGNED_IN, look)
    const unwatch = safety?.onSent(look)
    return () => {
      window.removeEventListener("focus", look)
      window.removeEventListener(SIGNED_IN, look)
      unwatch?.()
    }
  }, [look, safety])
  return { offers, look }
}

/** A text of this person that another tab or device wrote last. */
export type OtherCopy = Omit<AutosaveSummary, "savedAt"> & {
  at: string
  /** The text itself, where this browser has it. */
  local: LocalAutosave | null
}

type Desk = Omit<AutosaveKey, "postId">

/** What was left unsaved elsewhere, the newest first. Without a network: what other tabs of this browser left. */
export async function listOtherCopies(desk: Desk): Promise<OtherCopy[]> {
  const path = paths.deskKept(desk.blogId)
  const result = await requestJson<{ texts: AutosaveSummary[] }>(path, null, { method: "GET" })
  const local = listLocalOffers(desk)
  const known = new Set(local.map(nameOf))
  const remote = (result.ok ? result.data.texts : [])
    .map(({ savedAt, ...note }): OtherCopy => ({ ...note, at: savedAt, local: null }))
    .filter((offer) => !known.has(nameOf(offer)))
  const left = listLeft(desk.userId)
  const unsent = outboxStore.list(desk.userId).map(({ words }) => words)
  const isUnsent = ({ writer, serial }: OtherCopy) =>
    unsent.some((text) => text.tab === writer && serial <= text.serial)
  return [...local, ...remote]
    .filter((offer) => offer.writer !== TAB_ID && !wasCleared(offer) && !isUnsent(offer))
    .filter(({ writer, serial }) => !left.includes(`${writer}:${serial}`))
    .sort((a, b) => b.at.localeCompare(a.at))
}

/** Gets an offered text and the post that it edits. */
export async function readOtherCopy(
  desk: Desk,
  offer: OtherCopy,
): Promise<Result<{ text: LocalAutosave; post: DeskPost | null }>> {
  const { writer, postId, local } = offer
  const path = paths.deskKept(desk.blogId, { writer, postId })
  const result = await requestJson<{ words: unknown; post: DeskPost | null }>(path, null, { method: "GET" })
  if (!result.ok) return local && postId === null ? { ok: true, data: { text: local, post: null } } : result
  const text = local ?? parseLocalAutosave(result.data.words)
  if (!text) return { ok: false, error: { code: "outdated", message: UNREADABLE } }
  return { ok: true, data: { text, post: result.data.post } }
}

const UNREADABLE = "This text was written with another version of the desk. Reload this page, then try again."

/** It is gone on with here. A tab that is still open keeps its own words, and goes on with them if it likes. */
export async function resumeCopy(desk: Desk, { postId, writer, serial }: OtherCopy): Promise<void> {
  recordCleared(writer, serial)
  const open = await listOpenTabs()
  if (!open.has(writer)) clearLocal({ ...desk, postId }, writer)
  await requestJson(paths.deskKept(desk.blogId), { userId: desk.userId, postId, writer, serial, words: null })
}

const LEFT = "running-story:left:"
const MAX_DISMISSED = 50

/** Not offered on this device again, unless it is written on. Where it was written it stays. */
export function dismissCopy(userId: string, { writer, serial }: OtherCopy): void {
  const left = [`${writer}:${serial}`, ...listLeft(userId)].slice(0, MAX_DISMISSED)
  // A browser that stores nothing offers it again the next time.
  localItems.write(LEFT + userId, JSON.stringify(left))
}

function listLeft(userId: string): string[] {
  const left = localItems.readJson(LEFT + userId)
  return Array.isArray(left) ? left.map(String) : []
}

function listLocalOffers(desk: Desk): OtherCopy[] {
  return [null, ...listAutosavedPosts(desk)].flatMap((postId) =>
    listLocal({ ...desk, postId }).map(
      (text): OtherCopy => ({
        postId,
        writer: text.tab,
        serial: text.serial,
        at: text.keptAt,
        begins: excerptOf(text),
        local: text,
      }),
    ),
  )
}

function nameOf({ postId, writer }: Pick<OtherCopy, "postId" | "writer">): string {
  return `${postId ?? ""}:${writer}`
}
