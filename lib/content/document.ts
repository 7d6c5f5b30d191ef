import * as z from "zod/mini"
import { LIMITS } from "./content-limits"
import { EMBED_KINDS } from "./embed-kinds"
import { LIST_LETTERS } from "./list-numbers"
import { hasEvenRows, hasFewCells } from "./table-shape"
import { isLinkUrl, isWebUrl } from "./url"

/*
 * The text of a post: a ProseMirror-shaped tree of a few known nodes. What is not named here cannot be stored, so
 * nothing that a reader's browser could run is ever in it.
 */

const GALLERY_SIZE = `A gallery has ${LIMITS.galleryLeast} to ${LIMITS.galleryMost} pictures.`

const linkUrl = z.string().check(z.refine(isLinkUrl, "Links must start with https://, http://, mailto: or tel:."))
const webUrl = z
  .string()
  .check(z.refine(isWebUrl, "An embed needs a web address that starts with https:// or http://."))

const markSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bold") }),
  z.strictObject({ type: z.literal("italic") }),
  z.strictObject({ type: z.literal("strike") }),
  z.strictObject({ type: z.literal("superscript") }),
  z.strictObject({ type: z.literal("subscript") }),
  z.strictObject({ type: z.literal("link"), attrs: z.strictObject({ href: linkUrl }) }),
])

const textSchema = z.strictObject({
  type: z.literal("text"),
  text: z.string().check(z.minLength(1)),
  marks: z.optional(z.array(markSchema).check(z.maxLength(LIMITS.marks))),
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
export type BulletList = { type: "bulletList"; content: ListItem[] }
export type OrderedList = { type: "orderedList"; attrs?: Numbering | undefined; content: ListItem[] }
export type List = BulletList | OrderedList
/** How a list counts; without it from 1, upwards, in digits. */
export type Numbering = z.infer<typeof numberingSchema>

// Lists hold lists: the one place where the tree comes back to itself, so its type is written by hand.
const listItemSchema: z.ZodMiniType<ListItem> = z.lazy(() =>
  z.strictObject({ type: z.literal("listItem"), content: z.array(lineSchema).check(z.minLength(1)) }),
)
const listItems = z.array(listItemSchema).check(z.minLength(1))
const numberingSchema = z.strictObject({
  start: z.optional(z.int().check(z.minimum(-LIMITS.listNumber), z.maximum(LIMITS.listNumber))),
  reversed: z.optional(z.literal(true)),
  /** Letters or Roman numerals instead of digits, as in HTML. */
  type: z.optional(z.enum(LIST_LETTERS)),
})
const bulletListSchema = z.strictObject({ type: z.literal("bulletList"), content: listItems })
const orderedListSchema = z.strictObject({
  type: z.literal("orderedList"),
  attrs: z.optional(numberingSchema),
  content: listItems,
})
// By its type: trying one after the other would say of each wrong line what is wrong with it as each of the three.
const lineSchema = z.discriminatedUnion("type", [paragraphSchema, bulletListSchema, orderedListSchema])

const mediaId = z.string().check(z.regex(/^[a-f0-9]{40}$/, "This picture is not one of ours: upload it first."))
const percent = z.int().check(z.minimum(0), z.maximum(100))
/** Pixels of the largest stored width; the server sets both from what it stored. */
const size = { width: z.int().check(z.positive()), height: z.int().check(z.positive()) }

const imageSchema = z.strictObject({
  type: z.literal("image"),
  attrs: z.strictObject({
    mediaId,
    ...size,
    /** Words for people who do not see the picture. */
    alt: z.string().check(z.maxLength(LIMITS.altCharacters)),
    /** An editor decided that the picture needs no such words. */
    decorative: z.optional(z.literal(true)),
    caption: z.optional(z.string().check(z.maxLength(LIMITS.captionCharacters))),
    credit: z.optional(z.string().check(z.maxLength(LIMITS.titleCharacters))),
    /** What must stay in sight where the picture is cropped: percent from its left and its top. */
    focus: z.optional(z.strictObject({ x: percent, y: percent })),
  }),
})
/** Several pictures shown as one. */
const gallerySchema = z.strictObject({
  type: z.literal("gallery"),
  content: z
    .array(imageSchema)
    .check(z.minLength(LIMITS.galleryLeast, GALLERY_SIZE), z.maxLength(LIMITS.galleryMost, GALLERY_SIZE)),
})
/** Background in a box of its own: what happened before, who is who. */
const factBoxSchema = z.strictObject({
  type: z.literal("factBox"),
  attrs: z.strictObject({ title: z.string().check(z.maxLength(LIMITS.titleCharacters)) }),
  content: z.array(lineSchema).check(z.minLength(1)),
})

const tableCellSchema = z.strictObject({ type: z.literal("tableCell"), content: inlines })
const tableRowSchema = z.strictObject({
  type: z.literal("tableRow"),
  content: z
    .array(tableCellSchema)
    .check(z.minLength(1), z.maxLength(LIMITS.tableColumns, `A table has at most ${LIMITS.tableColumns} columns.`)),
})
const tableAttrs = z.strictObject({
  caption: z.optional(z.string().check(z.maxLength(LIMITS.captionCharacters))),
  headerRow: z.optional(z.literal(true)),
  headerColumn: z.optional(z.literal(true)),
  /** Readers may sort it by its columns. */
  sortable: z.optional(z.literal(true)),
})
/** Rows of equally many cells: what a merged cell covered repeats its words. */
const tableSchema = z.strictObject({
  type: z.literal("table"),
  attrs: z.optional(tableAttrs),
  content: z
    .array(tableRowSchema)
    .check(
      z.minLength(1),
      z.maxLength(LIMITS.tableRows, `A table has at most ${LIMITS.tableRows} rows.`),
      z.refine(hasEvenRows, "Each row of a table needs the same number of cells."),
      z.refine(hasFewCells, `A table has at most ${LIMITS.tableCells} cells. Split it into several.`),
    ),
})

/** What the page behind an address says of itself, as it was when it was fetched. */
export const linkPreviewSchema = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(LIMITS.titleCharacters)),
  description: z.optional(z.string().check(z.maxLength(LIMITS.captionCharacters))),
  site: z.optional(z.string().check(z.maxLength(LIMITS.titleCharacters))),
  picture: z.optional(z.strictObject({ mediaId, ...size })),
  /** The day of a post elsewhere. */
  date: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
})
/** A player that we know how to show: an address that we made ourselves, and the place to keep for it. */
const playerSchema = z.strictObject({
  provider: z.string(),
  src: z.string().check(z.startsWith("https://")),
  label: z.enum(EMBED_KINDS),
  size: z.union([z.strictObject({ aspect: z.number() }), z.strictObject({ height: z.number() })]),
})
/** A web address on a line of its own: drawn as a player where we know the provider, else as a link card. */
const embedAttrs = { url: webUrl, card: z.optional(linkPreviewSchema) }
const embedSchema = z.strictObject({ type: z.literal("embed"), attrs: z.strictObject(embedAttrs) })
/** Known by the server (`with-players.ts`), so that browsers need no list of providers. */
const drawnEmbedSchema = z.strictObject({
  type: z.literal("embed"),
  attrs: z.strictObject({ ...embedAttrs, player: z.optional(playerSchema) }),
})

const textBlocks = [paragraphSchema, headingSchema, quoteSchema, bulletListSchema, orderedListSchema] as const
const otherBlocks = [imageSchema, gallerySchema, factBoxSchema, tableSchema] as const
const doc = z.literal("doc")

export const blockSchema = z.discriminatedUnion("type", [...textBlocks, ...otherBlocks, embedSchema])
/** What is stored. */
export const documentSchema = z.strictObject({ type: doc, content: z.array(blockSchema) })
/** What is drawn and sent: the same, with the players of its embeds. */
export const renderedDocumentSchema = z.strictObject({
  type: doc,
  content: z.array(z.discriminatedUnion("type", [...textBlocks, ...otherBlocks, drawnEmbedSchema])),
})

export type PostDocument = z.infer<typeof renderedDocumentSchema>
export type Block = PostDocument["content"][number]
export type Paragraph = z.infer<typeof paragraphSchema>
export type Inline = z.infer<typeof inlineSchema>
export type Mark = z.infer<typeof markSchema>
export type ImageBlock = z.infer<typeof imageSchema>
export type Picture = ImageBlock["attrs"]
export type GalleryBlock = z.infer<typeof gallerySchema>
export type FactBoxBlock = z.infer<typeof factBoxSchema>
export type TableBlock = z.infer<typeof tableSchema>
export type TableAttrs = z.infer<typeof tableAttrs>
export type TableRow = z.infer<typeof tableRowSchema>
export type TableCell = z.infer<typeof tableCellSchema>
export type EmbedBlock = z.infer<typeof drawnEmbedSchema>
export type EmbedPlayer = z.infer<typeof playerSchema>
export type LinkPreview = z.infer<typeof linkPreviewSchema>

export const EMPTY_DOCUMENT: PostDocument = { type: "doc", content: [] }
