import type { JSONContent } from "@tiptap/core"
import {
  type Block,
  documentSchema,
  type Inline,
  type ListItem,
  type Mark,
  type Paragraph,
  type PostDocument,
} from "@/lib/content/document"
import { isLinkUrl } from "@/lib/content/url"

/**
 * The document of what stands in the editor: known nodes with their known attributes, nothing else. What the editor
 * only needs itself (uploads on their way, link targets, list starts, empty lines at the end) stays behind.
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
      return [toImage(node)]
    case "embed":
      return [{ type: "embed", attrs: { url: text(node.attrs?.url) } }]
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

function toList(node: JSONContent): Extract<Block, { type: "bulletList" | "orderedList" }> | null {
  const content = (node.content ?? []).flatMap(toListItem)
  const type = node.type === "orderedList" ? "orderedList" : "bulletList"
  return content.length > 0 ? { type, content } : null
}

function toListItem(node: JSONContent): ListItem[] {
  const content = (node.content ?? []).flatMap((child): ListItem["content"] => {
    if (child.type === "paragraph") return [toParagraph(child)]
    const list = child.type === "bulletList" || child.type === "orderedList" ? toList(child) : null
    return list ? [list] : []
  })
  return content.length > 0 ? [{ type: "listItem", content }] : []
}

function toImage({ attrs = {} }: JSONContent): Block {
  const [caption, credit] = [text(attrs.caption).trim(), text(attrs.credit).trim()]
  return {
    type: "image",
    attrs: {
      mediaId: text(attrs.mediaId),
      width: Number(attrs.width),
      height: Number(attrs.height),
      alt: attrs.decorative ? "" : text(attrs.alt).trim(),
      ...(caption ? { caption } : {}),
      ...(credit ? { credit } : {}),
    },
  }
}

function inlines(node: JSONContent): { content?: Inline[] } {
  const content = (node.content ?? []).flatMap(toInline)
  return content.length > 0 ? { content } : {}
}

function toInline(node: JSONContent): Inline[] {
  if (node.type === "hardBreak") return [{ type: "hardBreak" }]
  if (node.type !== "text" || !node.text) return []
  const marks = (node.marks ?? []).flatMap(toMark)
  return [{ type: "text", text: node.text, ...(marks.length > 0 ? { marks } : {}) }]
}

function toMark({ type, attrs }: { type: string; attrs?: Record<string, unknown> }): Mark[] {
  if (type === "bold" || type === "italic") return [{ type }]
  const href = text(attrs?.href)
  return type === "link" && isLinkUrl(href) ? [{ type, attrs: { href } }] : []
}

/** Lines left empty at the end are the editor's, not the writer's. */
function trimEnd<T extends { type: string; content?: unknown }>(nodes: T[]): T[] {
  const last = nodes.findLastIndex((node) => node.type !== "paragraph" || node.content !== undefined)
  return nodes.slice(0, last + 1)
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
