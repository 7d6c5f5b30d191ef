import type { JSONContent } from "@tiptap/core"
import * as z from "zod/mini"

/** What a composer holds, as it is kept in this browser until the server has it. */
export type KeptText = {
  content: JSONContent
  title: string
  keyEvent: boolean
  pinned: boolean
  /** The key of the save that was tried, so that trying again after a crash makes one post. */
  idempotencyKey: string | null
  /** The revision that the text was written on; null for a new post. */
  revision: number | null
  keptAt: string
  /** The tab that wrote it: another one must not clear it. */
  tab: string
}

const keptSchema = z.object({
  content: z.looseObject({ type: z.literal("doc"), content: z.optional(z.array(z.looseObject({ type: z.string() }))) }),
  title: z.string(),
  keyEvent: z.boolean(),
  pinned: z.boolean(),
  idempotencyKey: z.nullable(z.string()),
  revision: z.nullable(z.number()),
  keptAt: z.string(),
  tab: z.string(),
})

/** Where a text belongs. The person is part of it: whoever signs in next on this computer does not get it to see. */
export type KeptPlace = { userId: string; blogId: string; postId: string | null }

export const TAB = typeof crypto === "undefined" ? "" : newKey()

/** A random name; `randomUUID` is missing on pages served without https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** Returns false when the browser keeps nothing (private window, full): then leaving the page loses the text. */
export function keepText(place: KeptPlace, text: Omit<KeptText, "keptAt" | "tab">): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify({ ...text, keptAt: new Date().toISOString(), tab: TAB }))
    return true
  } catch {
    return false
  }
}

export function readKeptText(place: KeptPlace): KeptText | null {
  try {
    const kept = localStorage.getItem(keyOf(place))
    return kept ? keptSchema.parse(JSON.parse(kept)) : null
  } catch {
    return null
  }
}

/** Forgets the text, unless another tab wrote it and may still need it. */
export function forgetText(place: KeptPlace): void {
  const kept = readKeptText(place)
  if (kept && kept.tab !== TAB) return
  try {
    localStorage.removeItem(keyOf(place))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Posts of a blog with an unfinished edit in this browser. */
export function listKeptPosts({ userId, blogId }: Omit<KeptPlace, "postId">): string[] {
  const prefix = prefixOf(userId, blogId)
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    return keys.map((key) => key.slice(prefix.length)).filter((postId) => postId !== NEW)
  } catch {
    return []
  }
}

const NEW = "new"

function keyOf({ userId, blogId, postId }: KeptPlace): string {
  return `${prefixOf(userId, blogId)}${postId ?? NEW}`
}

function prefixOf(userId: string, blogId: string): string {
  return `running-story:text:${userId}:${blogId}:`
}
