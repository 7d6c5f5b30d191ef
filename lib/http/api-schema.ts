import { z } from "zod"
import { createBlogSchema, editBlogSchema } from "@/lib/blogs/blog-schemas"
import { LIMITS } from "@/lib/content/content-limits"
import { documentTooLong } from "@/lib/content/parse-document"
import { documentFromText } from "@/lib/content/plain-text"
import { AppError } from "@/lib/errors"
import { idField } from "@/lib/input-fields"
import { POST_STATES } from "@/lib/permissions/post-policy"
import { coverageSchema } from "@/lib/posts/coverage"
import { idempotencyKeySchema } from "@/lib/posts/idempotency"
import { createPostSchema, editPostSchema } from "@/lib/posts/post-schemas"

/** What the HTTP API takes: the fields of the desk's own inputs, as far as programs may set them. */
export const apiCreateBlogSchema = createBlogSchema.pick({
  slug: true,
  title: true,
  summary: true,
  publisher: true,
  timeZone: true,
  language: true,
  coverageAt: true,
})

export const apiEditBlogSchema = editBlogSchema
  .pick({
    title: true,
    summary: true,
    publisher: true,
    timeZone: true,
    language: true,
    coverageAt: true,
    accent: true,
    logo: true,
    headerImage: true,
    asItHappened: true,
    frontLead: true,
    embedHosts: true,
  })
  .extend({
    status: z.enum(["draft", "live", "ended"]).optional(),
    archived: z.boolean().optional(),
    ...coverageSchema.shape,
  })

const text = z.string("Write the post as text.")

export const apiCreatePostSchema = createPostSchema
  .extend({ text: text.optional(), content: z.unknown().optional() })
  .refine((post) => (post.text === undefined) !== (post.content === undefined), "Send either `text` or `content`.")
  .transform(textToContent)

export const apiEditPostSchema = editPostSchema
  .extend({ text: text.optional() })
  .refine((post) => post.text === undefined || post.content === undefined, "Send either `text` or `content`, not both.")
  .transform(textToContent)

export const apiListPostsSchema = z.strictObject({
  state: z.enum(POST_STATES).optional(),
  before: idField.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

const idempotencyHeader = z.string().transform(decodeHeader).pipe(idempotencyKeySchema).optional()

const ifMatchSchema = z
  .string()
  .regex(/^"\d{1,9}"$/, 'If-Match holds the revision in double quotes, as in "3".')
  .transform((value) => Number(value.slice(1, -1)))
  .optional()

/** The headers that change how a post is written. */
export const createHeadersSchema = z.object({ "idempotency-key": idempotencyHeader })
export const editHeadersSchema = createHeadersSchema.extend({ "if-match": ifMatchSchema })

// A header arrives with one character for each byte. Programs send UTF-8; what is not UTF-8 is taken as Latin-1.
function decodeHeader(value: string): string {
  if (/[^\0-\xff]/.test(value)) return value
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(value, "latin1"))
  } catch {
    return value
  }
}

// Judged before it is taken apart: a character is a byte at least.
function textToContent<T extends { text?: string | undefined; content?: unknown }>({ text, content, ...post }: T) {
  if (text !== undefined && text.length > LIMITS.textBytes) throw new AppError("post_too_large")
  if (text !== undefined && text.split("\n", LIMITS.nodes + 1).length > LIMITS.nodes) throw documentTooLong("text")
  return { ...post, content: text === undefined ? content : documentFromText(text) }
}
