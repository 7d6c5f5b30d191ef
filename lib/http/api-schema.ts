import { z } from "zod"
import { createBlogSchema, editBlogSchema } from "@/lib/blogs/schema"
import { documentFromText } from "@/lib/content/plain-text"
import { idField } from "@/lib/input-fields"
import { createPostSchema, editPostSchema, POST_STATES } from "@/lib/posts/schema"

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
  })
  .extend({ status: z.enum(["live", "ended"]).optional() })

const text = z.string("Write the update as text.")

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

const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, "An Idempotency-Key has 1 to 200 characters of ASCII without spaces.")
  .optional()

const ifMatchSchema = z
  .string()
  .regex(/^"\d{1,9}"$/, 'If-Match holds the revision in double quotes, as in "3".')
  .transform((value) => Number(value.slice(1, -1)))
  .optional()

/** The headers that change how a post is written. */
export const idempotencyHeadersSchema = z.object({ "idempotency-key": idempotencyKeySchema })
export const revisionHeadersSchema = z.object({ "if-match": ifMatchSchema })

function textToContent<T extends { text?: string | undefined; content?: unknown }>({ text, content, ...post }: T) {
  return { ...post, content: text === undefined ? content : documentFromText(text) }
}
