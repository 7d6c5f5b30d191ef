import * as z from "zod/mini"
import { LIMITS } from "./limits"
import { isLinkUrl, isWebUrl } from "./url"

/*
 * The text of a post: a ProseMirror-shaped tree of a few known nodes. What is not named here cannot be stored, so
 * nothing that a reader's browser could run is ever in it.
 */

const linkUrl = z.string().check(z.refine(isLinkUrl, "Links must start with https://, http:// or mailto:."))
const webUrl = z
  .string()
  .check(z.refine(isWebUrl, "An embed needs a web address that starts with https:// or http://."))

const markSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bold") }),
  z.strictObject({ type: z.literal("italic") }),
  z.strictObject({ type: z.literal("link"), attrs: z.strictObject({ href: linkUrl }) }),
])

const textSchema = z.strictObject({
  type: z.literal("text"),
  text: z.string().check(z.minLength(1)),
  marks: z.optional(z.array(markSchema).check(z.maxLength(3))),
})

const inlineSchema = z.discriminatedUnion("type", [textSchema, z.strictObject({ type: z.literal("hardBreak") })])
const inlines = z.optional(z.array(inlineSchema))

const paragraphSchema = z.strictObject({ type: z.literal("paragraph"), content: inlines })
const headingSchema = z.strictObject({
  type: z.literal("heading"),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: inlines,
})
const quoteSchema = z.strictObject({
  type: z.literal("blockquote"),
  /** Who said it; drawn as the quote's source. */
  attrs: z.optional(z.strictObject({ source: z.string().check(z.maxLength(LIMITS.titleCharacters)) })),
  content: z.array(paragraphSchema).check(z.minLength(1)),
})

export type ListItem = { type: "listItem"; content: (Paragraph | List)[] }
export type List = { type: "bulletList" | "orderedList"; content: ListItem[] }

// Lists hold lists: the one place where the tree comes back to itself, so its type is written by hand.
const listItemSchema: z.ZodMiniType<ListItem> = z.lazy(() =>
  z.strictObject({
    type: z.literal("listItem"),
    content: z.array(z.union([paragraphSchema, bulletListSchema, orderedListSchema])).check(z.minLength(1)),
  }),
)
const listItems = z.array(listItemSchema).check(z.minLength(1))
const bulletListSchema = z.strictObject({ type: z.literal("bulletList"), content: listItems })
const orderedListSchema = z.strictObject({ type: z.literal("orderedList"), content: listItems })

const imageSchema = z.strictObject({
  type: z.literal("image"),
  attrs: z.strictObject({
    mediaId: z.string().check(z.regex(/^[a-f0-9]{40}$/, "This picture is not one of ours: upload it first.")),
    /** Pixels of the largest stored width; the server sets both from what it stored. */
    width: z.int().check(z.positive()),
    height: z.int().check(z.positive()),
    /** Words for people who do not see the picture; empty only for a decorative one. */
    alt: z.string().check(z.maxLength(LIMITS.altCharacters)),
    caption: z.optional(z.string().check(z.maxLength(LIMITS.captionCharacters))),
    credit: z.optional(z.string().check(z.maxLength(LIMITS.titleCharacters))),
  }),
})
/** A web address on a line of its own: drawn as a player where we know the provider, else as a link card. */
const embedSchema = z.strictObject({ type: z.literal("embed"), attrs: z.strictObject({ url: webUrl }) })

const blockSchema = z.discriminatedUnion("type", [
  paragraphSchema,
  headingSchema,
  quoteSchema,
  bulletListSchema,
  orderedListSchema,
  imageSchema,
  embedSchema,
])

export const documentSchema = z.strictObject({ type: z.literal("doc"), content: z.array(blockSchema) })

export type PostDocument = z.infer<typeof documentSchema>
export type Block = PostDocument["content"][number]
export type Paragraph = z.infer<typeof paragraphSchema>
export type Inline = z.infer<typeof inlineSchema>
export type Mark = z.infer<typeof markSchema>
export type ImageBlock = z.infer<typeof imageSchema>
export type EmbedBlock = z.infer<typeof embedSchema>

export const EMPTY_DOCUMENT: PostDocument = { type: "doc", content: [] }
