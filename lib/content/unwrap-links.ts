import type { Block, Inline, List, ListItem, Paragraph, TableRow } from "./document"
import { unwrapUrl } from "./unwrap-url"

/** A block whose links lead to their targets, without the services that watch or filter them. */
export function unwrapLinks(block: Block): Block {
  switch (block.type) {
    case "paragraph":
      return unwrapParagraph(block)
    case "heading":
      return { ...block, ...unwrapInlines(block.content) }
    case "blockquote":
      return { ...block, content: block.content.map(unwrapParagraph) }
    case "bulletList":
    case "orderedList":
      return unwrapList(block)
    case "factBox":
      return { ...block, content: block.content.map(unwrapLine) }
    case "table":
      return { ...block, content: block.content.map(unwrapRow) }
    case "embed":
      return { ...block, attrs: { ...block.attrs, url: unwrapUrl(block.attrs.url).url } }
    case "image":
    case "gallery":
      return block
  }
}

function unwrapLine(line: Paragraph | List): Paragraph | List {
  return line.type === "paragraph" ? unwrapParagraph(line) : unwrapList(line)
}

function unwrapRow(row: TableRow): TableRow {
  return { ...row, content: row.content.map((cell) => ({ ...cell, ...unwrapInlines(cell.content) })) }
}

function unwrapParagraph(paragraph: Paragraph): Paragraph {
  return { ...paragraph, ...unwrapInlines(paragraph.content) }
}

function unwrapList(list: List): List {
  const content = list.content.map((item): ListItem => ({ ...item, content: item.content.map(unwrapLine) }))
  return { ...list, content }
}

function unwrapInlines(inlines: Inline[] | undefined): { content?: Inline[] } {
  if (!inlines) return {}
  const content = inlines.map((inline): Inline => {
    if (inline.type !== "text" || !inline.marks?.some(({ type }) => type === "link")) return inline
    const marks = inline.marks.map((mark) =>
      mark.type === "link" ? { ...mark, attrs: { href: unwrapUrl(mark.attrs.href).url } } : mark,
    )
    return { ...inline, marks }
  })
  return { content }
}
