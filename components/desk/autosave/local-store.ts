import type { JSONContent } from "@tiptap/core"
import * as z from "zod/mini"
import type { PostMetadata } from "@/components/desk/composer/draft"
import { TAB_ID } from "@/components/desk/session/tab-id"
import { localItems } from "@/lib/local-storage"
import { type Author, isAuthor } from "@/lib/protocol/delta"

/** What a composer holds, as it is kept in this browser and on the server until it is saved. */
export type LocalAutosave = PostMetadata & {
  content: JSONContent
  /** The key of the save that was tried, so that trying again after a crash makes one post. */
  idempotencyKey: string | null
  /** The revision that the text was written on; null for a new post. */
  revision: number | null
  /** Names of pictures that were still on their way: they cannot be kept. */
  pictures: string[]
  keptAt: string
  /** The tab that wrote it, and its count of writes. */
  tab: string
  serial: number
}

const keptSchema = z.object({
  content: z.looseObject({ type: z.literal("doc"), content: z.optional(z.array(z.looseObject({ type: z.string() }))) }),
  title: z.string(),
  keyEvent: z.boolean(),
  pinned: z.boolean(),
  // Not there in what an older desk kept.
  alertMinutes: z._default(z.number(), 0),
  tags: z._default(z.array(z.string()), []),
  authors: z._default(z.array(z.custom<Author>(isAuthor)), []),
  correction: z._default(z.string(), ""),
  idempotencyKey: z.nullable(z.string()),
  revision: z.nullable(z.number()),
  pictures: z.array(z.string()),
  keptAt: z.string(),
  tab: z.string(),
  serial: z.number(),
})

/** Where a text belongs. The person is part of it: whoever signs in next on this computer does not get it to see. */
export type AutosaveKey = { userId: string; blogId: string; postId: string | null }

/** A kept text, checked; null when it is none that a composer can hold. */
export function parseLocalAutosave(value: unknown): LocalAutosave | null {
  return keptSchema.safeParse(value).data ?? null
}

/** Returns false when the browser keeps nothing (private window, full). */
export function saveLocal(place: AutosaveKey, text: LocalAutosave): boolean {
  return localItems.write(keyOf(place, text.tab), JSON.stringify(text))
}

/** What all tabs of this browser hold or held for a place, newest first. */
export function listLocal(place: AutosaveKey): LocalAutosave[] {
  const prefix = keyOf(place, "")
  const found = localItems.keys(prefix).flatMap((key) => parseLocalAutosave(localItems.readJson(key)) ?? [])
  return found.sort((a, b) => b.keptAt.localeCompare(a.keptAt))
}

export function clearLocal(place: AutosaveKey, tab = TAB_ID): void {
  localItems.remove(keyOf(place, tab))
}

/** Posts of a blog with an unfinished edit in this browser. */
export function listAutosavedPosts({ userId, blogId }: Omit<AutosaveKey, "postId">): string[] {
  const prefix = prefixOf(userId, blogId)
  const posts = localItems.keys(prefix).map((key) => key.slice(prefix.length).split(":")[0] ?? "")
  return [...new Set(posts)].filter((postId) => postId !== NEW)
}

const NEW = "new"

function keyOf({ userId, blogId, postId }: AutosaveKey, tab: string): string {
  return `${prefixOf(userId, blogId)}${postId ?? NEW}:${tab}`
}

function prefixOf(userId: string, blogId: string): string {
  return `running-story:text:${userId}:${blogId}:`
}
