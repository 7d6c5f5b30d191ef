import type { JSONContent } from "@tiptap/core"
import { LIMITS } from "@/lib/content/content-limits"
import {
  type Block,
  documentSchema,
  type ImageBlock,
  type Inline,
  type List,
  type ListItem,
  linkPreviewSchema,
  type Mark,
  type Numbering,
  type Paragraph,
  type PostDocument,
} from "@/lib/content/document"
import { LIST_LETTERS } from "@/lib/content/list-numbers"
import { makeTable } from "@/lib/content/table"
import { isLinkUrl } from "@/lib/content/url"
import { type EditorImage, galleryFromAttributes, imageFromAttributes, toImageAttributes } from "./image-attributes"

/**
 * The document of what stands in the editor: known nodes with their known attributes, nothing else. What the editor
 * only needs itself (uploads on their way, link targets, empty lines at the end) stays behind.
 * Null when the result is not a document that may be stored.
 */
export function toDocument(json: JSONContent): PostDocument | null {
  const content = trimEnd((json.content ?? []).flatMap(toBlocks))
  const result = documentSchema.safeParse({ type: "doc", content })
  return result.success ? result.data : null
}

function toBlocks(node: JSONContent): Block[] {
  switch (node.type) {
    case "paragraph":
      return [toParagraph(node)]
    case "heading":
      return [{ type: "heading", attrs: { level: node.attrs?.level === 3 ? 3 : 2 }, ...inlines(node) }]
    case "blockquote":
      return toQuote(node)
    case "bulletList":
    case "orderedList": {
      const list = toList(node)
      return list ? [list] : []
    }
    case "image":
      return [toImage(imageFromAttributes(node.attrs ?? {}))]
    case "gallery":
      return toGallery(node)
    case "factBox":
      return toFactBox(node)
    case "table":
      return toTable(node)
    case "embed":
      return [toEmbed(node)]
    default:
      return []
  }
}

function toParagraph(node: JSONContent): Paragraph {
  return { type: "paragraph", ...inlines(node) }
}

function toQuote(node: JSONContent): Block[] {
  const content = trimEnd((node.content ?? []).filter((each) => each.type === "paragraph").map(toParagraph))
  const source = text(node.attrs?.source).trim()
  if (content.length === 0) return []
  return [{ type: "blockquote", ...(source ? { attrs: { source } } : {}), content }]
}

function toList(node: JSONContent): List | null {
  const content = (node.content ?? []).flatMap(toListItem)
  if (content.length === 0) return null
  return node.type === "orderedList"
    ? { type: "orderedList", ...numbering(node), content }
    : { type: "bulletList", content }
}

/** How the list counts, where it does not as all do. */
function numbering({ attrs }: JSONContent): { attrs?: Numbering } {
  const start = Number.isInteger(attrs?.start) && Math.abs(attrs?.start) <= LIMITS.listNumber ? attrs?.start : null
  const reversed = attrs?.reversed === true
  const letter = LIST_LETTERS.find((each) => each === attrs?.type)
  const found: Numbering = {
    ...(start === null || (start === 1 && !reversed) ? {} : { start }),
    ...(reversed ? { reversed } : {}),
    ...(letter ? { type: letter } : {}),
  }
  return Object.keys(found).length > 0 ? { attrs: found } : {}
}

function toListItem(node: JSONContent): ListItem[] {
  const content = (node.content ?? []).flatMap(toLines)
  return content.length > 0 ? [{ type: "listItem", content }] : []
}

function toLines(node: JSONContent): (Paragraph | List)[] {
  if (node.type === "paragraph") return [toParagraph(node)]
  const list = node.type === "bulletList" || node.type === "orderedList" ? toList(node) : null
  return list ? [list] : []
}

function toImage(picture: EditorImage): ImageBlock {
  return { type: "image", attrs: toImageAttributes(picture) }
}

/** A gallery of one is that picture; pictures on their way are not there yet. */
function toGallery({ attrs }: JSONContent): Block[] {
  const content = galleryFromAttributes(attrs).flatMap((place) => ("uploadId" in place ? [] : [toImage(place)]))
  return content.length < LIMITS.galleryLeast ? content : [{ type: "gallery", content }]
}

function toFactBox({ attrs, content = [] }: JSONContent): Block[] {
  const title = text(attrs?.title).trim()
  const inner = trimEnd(content.flatMap(toLines))
  if (inner.length === 0 && title === "") return []
  return [{ type: "factBox", attrs: { title }, content: inner.length > 0 ? inner : [{ type: "paragraph" }] }]
}

/** A table without a word is one that was never filled in. */
function toTable({ attrs, content = [] }: JSONContent): Block[] {
  const caption = text(attrs?.caption).trim()
  const rows = content.map((row) => (row.content ?? []).map((cell) => inlines(cell).content ?? []))
  const table = makeTable(rows, {
    ...(caption ? { caption } : {}),
    ...(attrs?.headerRow === true ? { headerRow: true } : {}),
    ...(attrs?.headerColumn === true ? { headerColumn: true } : {}),
    ...(attrs?.sortable === true ? { sortable: true } : {}),
  })
  const isEmpty = caption === "" && rows.flat(2).length === 0
  return table && !isEmpty ? [table] : []
}

function toEmbed({ attrs }: JSONContent): Block {
  const card = linkPreviewSchema.safeParse(attrs?.card)
  return { type: "embed", attrs: { url: text(attrs?.url), ...(card.success ? { card: card.data } : {}) } }
}

function inlines(node: JSONContent): { content?: Inline[] } {
  const content = (node.content ?? []).flatMap(toInline)
  return content.length > 0 ? { content } : {}
}

function toInline(node: JSONContent): Inline[] {
  if (node.type === "hardBreak") return [{ type: "hardBreak" }]
  if (node.type !== "text" || !node.text) return []
  const marks = (node.marks ?? []).flatMap(toMark)
  return [{ type: "text", text: whole(node.text), ...(marks.length > 0 ? { marks } : {}) }]
}

function toMark({ type, attrs }: { type: string; attrs?: Record<string, unknown> }): Mark[] {
  if (type === "bold" || type === "italic" || type === "strike" || type === "superscript" || type === "subscript")
    return [{ type }]
  const href = text(attrs?.href)
  return type === "link" && isLinkUrl(href) ? [{ type, attrs: { href } }] : []
}

/** Lines left empty at the end are the editor's, not the writer's. */
function trimEnd<T extends { type: string; content?: unknown }>(nodes: T[]): T[] {
  const last = nodes.findLastIndex((node) => node.type !== "paragraph" || node.content !== undefined)
  return nodes.slice(0, last + 1)
}

// What is pasted or typed by a script may hold half a character, which no text can hold.
function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, "\ufffd").replaceAll("\0", "")
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
