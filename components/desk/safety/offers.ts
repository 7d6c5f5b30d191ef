import type { Result } from "@/components/desk/forms/result"
import { paths } from "@/lib/paths"
import type { KeptNote } from "@/lib/posts/kept-text-schema"
import type { DeskPost } from "@/lib/posts/schema"
import {
  forgetLocally,
  type KeptPlace,
  type KeptText,
  listKeptPosts,
  listLocalTexts,
  parseKeptText,
} from "../composer/kept-text"
import { isForgotten, noteForgotten } from "../composer/server-keeper"
import { beginningOf } from "./beginning"
import { requestJson } from "./request-json"
import { listOpenTabs, TAB } from "./tab"
import { unsentTexts } from "./unsent"

/** A text of this person that another tab or device wrote last. */
export type Offer = Omit<KeptNote, "savedAt"> & {
  at: string
  /** The text itself, where this browser has it. */
  local: KeptText | null
}

type Desk = Omit<KeptPlace, "postId">

/** What was left unsaved elsewhere, the newest first. Without a network: what other tabs of this browser left. */
export async function listOffers(desk: Desk): Promise<Offer[]> {
  const path = paths.deskKept(desk.blogId)
  const result = await requestJson<{ texts: KeptNote[] }>(path, null, { method: "GET" })
  const local = listLocalOffers(desk)
  const known = new Set(local.map(nameOf))
  const remote = (result.ok ? result.data.texts : [])
    .map(({ savedAt, ...note }): Offer => ({ ...note, at: savedAt, local: null }))
    .filter((offer) => !known.has(nameOf(offer)))
  const left = listLeft(desk.userId)
  const unsent = unsentTexts.list(desk.userId).map(({ words }) => words)
  const isUnsent = ({ writer, serial }: Offer) => unsent.some((text) => text.tab === writer && serial <= text.serial)
  return [...local, ...remote]
    .filter((offer) => offer.writer !== TAB && !isForgotten(offer) && !isUnsent(offer))
    .filter(({ writer, serial }) => !left.includes(`${writer}:${serial}`))
    .sort((a, b) => b.at.localeCompare(a.at))
}

/** Gets an offered text and the post that it edits. */
export async function readOffer(desk: Desk, offer: Offer): Promise<Result<{ text: KeptText; post: DeskPost | null }>> {
  const { writer, postId, local } = offer
  const path = paths.deskKept(desk.blogId, { writer, postId })
  const result = await requestJson<{ words: unknown; post: DeskPost | null }>(path, null, { method: "GET" })
  if (!result.ok) return local && postId === null ? { ok: true, data: { text: local, post: null } } : result
  const text = local ?? parseKeptText(result.data.words)
  if (!text) return { ok: false, error: { code: "outdated", message: UNREADABLE } }
  return { ok: true, data: { text, post: result.data.post } }
}

const UNREADABLE = "This text was written with another version of the desk. Reload this page, then try again."

/** It is gone on with here. A tab that is still open keeps its own words, and goes on with them if it likes. */
export async function takeOver(desk: Desk, { postId, writer, serial }: Offer): Promise<void> {
  noteForgotten(writer, serial)
  const open = await listOpenTabs()
  if (!open.has(writer)) forgetLocally({ ...desk, postId }, writer)
  await requestJson(paths.deskKept(desk.blogId), { userId: desk.userId, postId, writer, serial, words: null })
}

const LEFT = "running-story:left:"
const MOST_LEFT = 50

/** Not offered on this device again, unless it is written on. Where it was written it stays. */
export function leaveOffer(userId: string, { writer, serial }: Offer): void {
  const left = [`${writer}:${serial}`, ...listLeft(userId)].slice(0, MOST_LEFT)
  try {
    localStorage.setItem(LEFT + userId, JSON.stringify(left))
  } catch {
    // A browser that keeps nothing offers it again the next time.
  }
}

function listLeft(userId: string): string[] {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(LEFT + userId) ?? "[]")
    return Array.isArray(left) ? left.map(String) : []
  } catch {
    return []
  }
}

function listLocalOffers(desk: Desk): Offer[] {
  return [null, ...listKeptPosts(desk)].flatMap((postId) =>
    listLocalTexts({ ...desk, postId }).map(
      (text): Offer => ({
        postId,
        writer: text.tab,
        serial: text.serial,
        at: text.keptAt,
        begins: beginningOf(text),
        local: text,
      }),
    ),
  )
}

function nameOf({ postId, writer }: Pick<Offer, "postId" | "writer">): string {
  return `${postId ?? ""}:${writer}`
}
