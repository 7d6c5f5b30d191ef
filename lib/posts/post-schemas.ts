import { z } from "zod"
import { LIMITS } from "@/lib/content/content-limits"
import type { PostDocument } from "@/lib/content/document"
import { lineField, linesField, timeField } from "@/lib/input-fields"
import type { PostState } from "@/lib/permissions/post-policy"
import type { Author } from "@/lib/protocol/delta"
import { canBeTag, tagKey } from "@/lib/reader-paths"

export const postTitle = lineField.max(LIMITS.titleCharacters, `Use at most ${LIMITS.titleCharacters} characters.`)

const pictureId = z.string().regex(/^[a-f0-9]{40}$/, "This picture is not one of ours: upload it first.")
const tag = z
  .string()
  .transform((text) =>
    text
      .normalize("NFC")
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim()
      .replace(/^#+/, "")
      .trim(),
  )
  .pipe(
    z
      .string()
      .refine(canBeTag, "A tag needs a letter or a number.")
      .max(LIMITS.tagCharacters, `Use at most ${LIMITS.tagCharacters} characters.`),
  )
const byline = lineField.min(1).max(120, "Use at most 120 characters.")
const authors = z
  .array(z.strictObject({ name: byline, picture: pictureId.nullable().default(null) }))
  .min(1, "A post has at least one author.")
  .max(LIMITS.authors, `Name at most ${LIMITS.authors} authors.`)
  .transform((list) => list.filter((each, at) => list.findIndex(({ name }) => name === each.name) === at))
export const postTags = z.array(tag).max(LIMITS.tags, `Use at most ${LIMITS.tags} tags.`).transform(unlikeTags)
const correction = linesField.max(LIMITS.correctionCharacters, `Use at most ${LIMITS.correctionCharacters} characters.`)
/** Minutes for which readers' pages show it as breaking news; 0: not, or no longer. */
const alertMinutes = z
  .int()
  .min(0)
  .max(LIMITS.alertMinutesMost, `Show an alert for at most ${LIMITS.alertMinutesMost} minutes.`)
/** Moves a post to the time at which it happened; never into the future. */
const publishedAt = timeField
/** Makes a scheduled post: it is published at this time, once. */
const publishAt = timeField

/** The document itself is checked by `parseDocument`, which has better words for what can be wrong with it. */
export const createPostSchema = z.strictObject({
  title: postTitle.default(""),
  content: z.unknown(),
  keyEvent: z.boolean().default(false),
  pinned: z.boolean().default(false),
  alertMinutes: alertMinutes.default(0),
  state: z.enum(["draft", "submitted", "published"]).default("published"),
  tags: postTags.default([]),
  correction: correction.default(""),
  /** Byline, where it is not the account's or token's own name. */
  author: byline.optional(),
  /** Bylines, where there are several or they have pictures. */
  authors: authors.optional(),
  publishAt: publishAt.optional(),
  publishedAt: publishedAt.optional(),
})

const editorNote = linesField.max(LIMITS.editorNoteCharacters, `Use at most ${LIMITS.editorNoteCharacters} characters.`)

export const editPostSchema = z.strictObject({
  title: postTitle.optional(),
  content: z.unknown().optional(),
  keyEvent: z.boolean().optional(),
  pinned: z.boolean().optional(),
  alertMinutes: alertMinutes.optional(),
  state: z.enum(["draft", "submitted", "published", "hidden"]).optional(),
  tags: postTags.optional(),
  correction: correction.optional(),
  /** To the author of a submitted post that goes back to draft: what should be done. */
  editorNote: editorNote.optional(),
  author: byline.optional(),
  authors: authors.optional(),
  publishAt: publishAt.optional(),
  publishedAt: publishedAt.optional(),
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
  pinOrder: number
  /** How long it is breaking news once published; 0: it is none. */
  alertMinutes: number
  alertUntil: string | null
  tags: string[]
  correction: string
  /** What an editor wrote to its author when handing it back; empty: nothing. */
  editorNote: string
  /** Whose post it is; bylines may name others. */
  authorId: string | null
  authors: Author[]
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

/** The tags without those that differ in the size of letters alone: readers see one of them. */
function unlikeTags(tags: string[]): string[] {
  const known = new Set<string>()
  return tags.filter((tag) => {
    const key = tagKey(tag)
    return !known.has(key) && known.add(key)
  })
}
