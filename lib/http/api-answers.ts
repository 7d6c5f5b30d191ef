import { z } from "zod"
import { BLOG_STATUSES, type DeskBlog } from "@/lib/blogs/blog-schemas"
import { renderedDocumentSchema } from "@/lib/content/document"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { POST_STATES } from "@/lib/permissions/post-policy"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { storedSiteSchema } from "@/lib/site-settings/settings-schema"

/** What the HTTP API answers. The types of `lib` and these schemas hold each other: a difference does not compile. */

const time = z.iso.datetime()
const picture = z.strictObject({ mediaId: z.string(), width: z.int(), height: z.int(), alt: z.string() })
const count = z.int().min(0)

export const blogAnswer = z.strictObject({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  status: z.enum(BLOG_STATUSES),
  publisher: z.enum(PUBLISHERS),
  timeZone: z.string(),
  language: z.string(),
  epoch: z.string(),
  version: count,
  publicCount: count,
  revision: count,
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  changedAt: time,
  coverageAt: time.nullable(),
  accent: z.string().nullable(),
  logo: picture.nullable(),
  headerImage: picture.nullable(),
  asItHappened: z.boolean(),
  frontLead: z.boolean(),
  embedHosts: z.array(z.string()),
  archivedAt: time.nullable(),
  deletedAt: time.nullable(),
  rehearsing: z.boolean(),
  push: z.strictObject({ failingSince: time, problem: z.string() }).nullable(),
})

export const postAnswer = z.strictObject({
  id: z.string(),
  blogId: z.string(),
  state: z.enum(POST_STATES),
  title: z.string(),
  content: renderedDocumentSchema,
  keyEvent: z.boolean(),
  pinnedAt: time.nullable(),
  pinOrder: z.int(),
  alertMinutes: z.int(),
  alertUntil: time.nullable(),
  tags: z.array(z.string()),
  correction: z.string(),
  editorNote: z.string(),
  authorId: z.string().nullable(),
  authors: z.array(z.strictObject({ name: z.string(), picture: z.string().nullable() })),
  version: count,
  revision: count,
  publishedAt: time.nullable(),
  publishAt: time.nullable(),
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  createdAt: time,
  savedAt: time,
})

/** What readers may know of a post and of a blog. */
const publicPostAnswer = postAnswer
  .pick({ id: true, version: true, title: true, content: true, keyEvent: true, pinnedAt: true, pinOrder: true })
  .extend(postAnswer.pick({ alertUntil: true, editedAt: true, tags: true, correction: true, authors: true }).shape)
  .extend({ publishedAt: time })
const publicBlogAnswer = blogAnswer
  .pick({ id: true, slug: true, title: true, summary: true, publisher: true, timeZone: true, language: true })
  .extend(blogAnswer.pick({ startedAt: true, endedAt: true, coverageAt: true, accent: true, logo: true }).shape)
  .extend({ status: z.enum(["live", "ended"]), headerImage: picture.nullable(), asItHappened: z.boolean() })
export const publicPostsAnswer = z.strictObject({
  blog: publicBlogAnswer,
  epoch: z.string(),
  version: count,
  posts: z.array(publicPostAnswer),
  next: z.string().nullable(),
})

export const blogsAnswer = z.strictObject({ blogs: z.array(blogAnswer) })
export const postsAnswer = z.strictObject({ posts: z.array(postAnswer), next: z.string().optional() })
export const mediaAnswer = z.strictObject({ id: z.string(), width: z.int(), height: z.int(), alt: z.string() })
export const siteAnswer = storedSiteSchema.extend({ revision: count })

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]
/** Some errors bring details: the newest post, for one. */
export const errorAnswer = z.looseObject({
  error: z.strictObject({
    code: z.enum(codes),
    message: z.string(),
    issues: z.array(z.looseObject({ path: z.string(), message: z.string() })).optional(),
    reference: z.string().optional(),
  }),
})

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
export const ANSWERS_ARE_COMPLETE: [
  Same<z.output<typeof blogAnswer>, DeskBlog>,
  Same<keyof z.output<typeof postAnswer>, keyof DeskPost>,
] = [true, true]
