import { z } from "zod"
import type { PostDocument } from "@/lib/content/document"
import { LIMITS } from "@/lib/content/limits"

export const POST_STATES = ["draft", "scheduled", "published", "hidden", "deleted"] as const
export type PostState = (typeof POST_STATES)[number]

const title = z.string().trim().max(LIMITS.titleCharacters, `Use at most ${LIMITS.titleCharacters} characters.`)

const byline = z.string().trim().min(1).max(120, "Use at most 120 characters.")
/** Makes a scheduled post: it is published at this time, once. */
const publishAt = z.iso.datetime({ offset: true, error: "Use a time such as 2026-11-03T20:00:00Z." })

/** The document itself is checked by `parseDocument`, which has better words for what can be wrong with it. */
export const createPostSchema = z.strictObject({
  title: title.default(""),
  content: z.unknown(),
  keyEvent: z.boolean().default(false),
  pinned: z.boolean().default(false),
  state: z.enum(["draft", "published"]).default("published"),
  /** Byline, where it is not the account's or token's own name. */
  author: byline.optional(),
  publishAt: publishAt.optional(),
})

export const editPostSchema = z.strictObject({
  title: title.optional(),
  content: z.unknown().optional(),
  keyEvent: z.boolean().optional(),
  pinned: z.boolean().optional(),
  state: z.enum(["draft", "published", "hidden"]).optional(),
  author: byline.optional(),
  publishAt: publishAt.optional(),
})

export type CreatePostInput = z.input<typeof createPostSchema>
export type EditPostInput = z.input<typeof editPostSchema>

/** A post as the desk and the API show it. Times are ISO 8601. */
export type DeskPost = {
  id: string
  blogId: string
  state: PostState
  title: string
  content: PostDocument
  keyEvent: boolean
  pinnedAt: string | null
  author: { id: string | null; name: string }
  /** Blog version of the newest change that readers could see; 0: never public. */
  version: number
  /** For `If-Match` and for refusing stale saves. */
  revision: number
  publishedAt: string | null
  publishAt: string | null
  editedAt: string | null
  deletedAt: string | null
  createdAt: string
  savedAt: string
}
