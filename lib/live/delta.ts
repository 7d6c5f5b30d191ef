import * as z from "zod/mini"
import { documentSchema } from "@/lib/content/document"
import { PUBLISHERS } from "./publishers"

/*
 * The wire: what readers may know, and the one message that tells them of changes. Every transport carries it.
 */

const instant = z.iso.datetime()

export const publicPostSchema = z.strictObject({
  id: z.string(),
  /** Blog version of the post's newest change; a copy with a lower one is older. */
  version: z.int(),
  title: z.string(),
  content: documentSchema,
  keyEvent: z.boolean(),
  /** Set while the post is pinned: since when. */
  pinnedAt: z.nullable(instant),
  publishedAt: instant,
  /** Newest change of the words after publication. */
  editedAt: z.nullable(instant),
  author: z.strictObject({ name: z.string() }),
})

export const publicBlogSchema = z.strictObject({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  status: z.enum(["live", "ended"]),
  publisher: z.enum(PUBLISHERS),
  timeZone: z.string(),
  language: z.string(),
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
})

export const deltaSchema = z.strictObject({
  epoch: z.string(),
  from: z.int(),
  version: z.int(),
  /** Database time of the newest change. */
  at: instant,
  /** Whole posts as they are now, oldest change first. */
  posts: z.array(publicPostSchema),
  /** Posts that readers can no longer see. */
  removals: z.array(z.string()),
  /** Set when the blog itself changed. */
  blog: z.optional(publicBlogSchema),
  /** There is more: ask again from `version`. */
  more: z.optional(z.literal(true)),
  /** Continuity cannot be proven: load the page's state again. */
  reset: z.optional(z.literal(true)),
})

export type PublicPost = z.infer<typeof publicPostSchema>
export type PublicBlog = z.infer<typeof publicBlogSchema>
export type Delta = z.infer<typeof deltaSchema>

/** A reader's position on a blog's version line. */
export type Cursor = { epoch: string; version: number }
