import * as z from "zod/mini"
import { renderedDocumentSchema } from "@/lib/content/document"
import { PUBLISHERS } from "./publishers"

/*
 * The wire: what readers may know, and the one message that tells them of changes. Every transport carries it.
 */

const instant = z.iso.datetime()

/** Who wrote it, as readers see it; `picture` is the id of a stored picture. */
export const authorSchema = z.strictObject({ name: z.string(), picture: z.nullable(z.string()) })

export const publicPostSchema = z.strictObject({
  id: z.string(),
  /** Blog version of the post's newest change; a copy with a lower one is older. */
  version: z.int(),
  title: z.string(),
  content: renderedDocumentSchema,
  keyEvent: z.boolean(),
  /** Set while the post is pinned: since when. */
  pinnedAt: z.nullable(instant),
  publishedAt: instant,
  /** Newest change of the words after publication. */
  editedAt: z.nullable(instant),
  /** Place among the pinned: lowest first, newest pin first among equals. */
  pinOrder: z.int(),
  tags: z.array(z.string()),
  /** What was wrong and is put right; empty: nothing. */
  correction: z.string(),
  /** Bylines, in order. */
  authors: z.array(authorSchema),
})

/** A picture in the head of a blog's page. */
export const blogPictureSchema = z.strictObject({
  mediaId: z.string(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
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
  /** When coverage is planned to start. */
  coverageAt: z.nullable(instant),
  /** Colour of links and marks, as #rrggbb; null: the product's own. */
  accent: z.nullable(z.string()),
  logo: z.nullable(blogPictureSchema),
  headerImage: z.nullable(blogPictureSchema),
  /** Once ended, the page reads from the first post to the last. */
  asItHappened: z.boolean(),
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
  /** The part of the pages that shall confirm that they show this version. */
  ask: z.optional(z.number().check(z.positive(), z.lte(1))),
  /** Of a long poll that caches share: what the next one carries. */
  cursor: z.optional(z.int()),
})

export type Author = z.infer<typeof authorSchema>
export type BlogPicture = z.infer<typeof blogPictureSchema>
export type PublicPost = z.infer<typeof publicPostSchema>
export type PublicBlog = z.infer<typeof publicBlogSchema>
export type Delta = z.infer<typeof deltaSchema>

/** A reader's position on a blog's version line. */
export type Cursor = { epoch: string; version: number }
