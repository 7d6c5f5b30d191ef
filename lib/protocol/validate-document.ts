import { LIMITS } from "@/lib/content/content-limits"
import type { PostDocument, TableRow } from "@/lib/content/document"
import { EMBED_KINDS } from "@/lib/content/embed-kinds"
import { LIST_LETTERS } from "@/lib/content/list-numbers"
import { hasEvenRows, hasFewCells } from "@/lib/content/table-shape"
import { isLinkUrl, isWebUrl } from "@/lib/content/url"
import { type Check, is, isInteger, isText, listOf, oneOf, shape, textUpTo } from "./validators"

/*
 * The text of a post as it may come over the wire: never more than `renderedDocumentSchema` allows. A test holds both together.
 */

const named = (type: string, fields: Record<string, Check> = {}) => shape({ type: is(type), ...fields })
const isSize: Check = (value) => isInteger(value) && Number(value) > 0
const isLink: Check = (value) => typeof value === "string" && isLinkUrl(value)
const isWeb: Check = (value) => typeof value === "string" && isWebUrl(value)
const isMediaId: Check = (value) => typeof value === "string" && /^[a-f0-9]{40}$/.test(value)

const isMark = oneOf({
  bold: named("bold"),
  italic: named("italic"),
  strike: named("strike"),
  superscript: named("superscript"),
  subscript: named("subscript"),
  link: named("link", { attrs: shape({ href: isLink }) }),
})
const isInline = oneOf({
  text: named("text", { text: (value) => isText(value) && value !== "", "marks?": listOf(isMark, 0, LIMITS.marks) }),
  hardBreak: named("hardBreak"),
})
const inlines = { "content?": listOf(isInline) }
const isParagraph = named("paragraph", inlines)

// Lists hold lists.
const isListNumber: Check = (value) => isInteger(value) && Math.abs(Number(value)) <= LIMITS.listNumber
const isNumbering = shape({ "start?": isListNumber, "reversed?": is(true), "type?": is(...LIST_LETTERS) })
const isListItem: Check = (value) => listItem(value)
const lists = {
  bulletList: named("bulletList", { content: listOf(isListItem, 1) }),
  orderedList: named("orderedList", { "attrs?": isNumbering, content: listOf(isListItem, 1) }),
}
const listItem = named("listItem", { content: listOf(oneOf({ paragraph: isParagraph, ...lists }), 1) })

const isTitle = textUpTo(LIMITS.titleCharacters)
const isPercent: Check = (value) => isInteger(value) && Number(value) >= 0 && Number(value) <= 100
const size = { mediaId: isMediaId, width: isSize, height: isSize }
const isImage = named("image", {
  attrs: shape({
    ...size,
    alt: textUpTo(LIMITS.altCharacters),
    "decorative?": is(true),
    "caption?": textUpTo(LIMITS.captionCharacters),
    "credit?": isTitle,
    "focus?": shape({ x: isPercent, y: isPercent }),
  }),
})
const isCard = shape({
  title: (value) => isTitle(value) && value !== "",
  "description?": textUpTo(LIMITS.captionCharacters),
  "site?": isTitle,
  "picture?": shape(size),
  "date?": (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
})

const isLength: Check = (value) => Number.isFinite(value)
const isPlayer = shape({
  provider: isText,
  src: (value) => typeof value === "string" && value.startsWith("https://"),
  label: is(...EMBED_KINDS),
  size: (value) => shape({ aspect: isLength })(value) || shape({ height: isLength })(value),
})

const isRow = named("tableRow", { content: listOf(named("tableCell", inlines), 1, LIMITS.tableColumns) })
const isRows = listOf(isRow, 1, LIMITS.tableRows)
const isTable = named("table", {
  "attrs?": shape({
    "caption?": textUpTo(LIMITS.captionCharacters),
    "headerRow?": is(true),
    "headerColumn?": is(true),
    "sortable?": is(true),
  }),
  content: (value) => {
    const rows = isRows(value) ? (value as TableRow[]) : []
    return rows.length > 0 && hasEvenRows(rows) && hasFewCells(rows)
  },
})

const isBlock = oneOf({
  paragraph: isParagraph,
  heading: named("heading", { attrs: shape({ level: is(2, 3) }), ...inlines }),
  blockquote: named("blockquote", { "attrs?": shape({ source: isTitle }), content: listOf(isParagraph, 1) }),
  ...lists,
  image: isImage,
  gallery: named("gallery", { content: listOf(isImage, LIMITS.galleryLeast, LIMITS.galleryMost) }),
  factBox: named("factBox", {
    attrs: shape({ title: isTitle }),
    content: listOf(oneOf({ paragraph: isParagraph, ...lists }), 1),
  }),
  table: isTable,
  embed: named("embed", { attrs: shape({ url: isWeb, "card?": isCard, "player?": isPlayer }) }),
})

const isDoc = named("doc", { content: listOf(isBlock) })

export const isDocument = (value: unknown): value is PostDocument => isDoc(value)
