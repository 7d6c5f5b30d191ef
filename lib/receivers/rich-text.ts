import type { Block, Inline, Mark, Paragraph } from "@/lib/content/document"
import { linkedText, soleWebUrl } from "@/lib/content/find-links"

/** A stretch of text with the same marks. Line ends are within `text`. */
export type TextRun = { text: string; marks: Mark[]; quote?: boolean }

type RichLine = { inlines: Inline[]; quote: boolean }

/**
 * Blocks from marked text: blank lines part paragraphs, a web address alone on a line is an embed, quoted lines become a
 * quote, and bare addresses become links.
 */
export function blocksFromRuns(runs: TextRun[]): Block[] {
  const blocks: Block[] = []
  let open: Paragraph | null = null
  let wasQuote = false
  for (const line of toLines(runs)) {
    const words = inlineWords(line.inlines)
    const url = line.quote ? null : soleWebUrl(soleTarget(line.inlines) ?? words)
    if (words.trim() === "" || url) {
      open = null
      if (url) blocks.push({ type: "embed", attrs: { url } })
      continue
    }
    if (open && wasQuote === line.quote) {
      open.content = [...(open.content ?? []), { type: "hardBreak" }, ...line.inlines]
      continue
    }
    const paragraph: Paragraph = { type: "paragraph", content: line.inlines }
    const last = blocks.at(-1)
    if (!line.quote) blocks.push(paragraph)
    else if (wasQuote && last?.type === "blockquote") last.content.push(paragraph)
    else blocks.push({ type: "blockquote", content: [paragraph] })
    open = paragraph
    wasQuote = line.quote
  }
  return blocks
}

/** A first line that is bold throughout becomes the headline, where more follows. */
export function takeHeadline(blocks: Block[], most: number): { title: string; blocks: Block[] } {
  const [first, ...others] = blocks
  if (first?.type !== "paragraph") return { title: "", blocks }
  const inlines = first.content ?? []
  const end = inlines.findIndex(({ type }) => type === "hardBreak")
  const line = end < 0 ? inlines : inlines.slice(0, end)
  const rest = end < 0 ? [] : inlines.slice(end + 1)
  const isBold = line.every((each) => each.type === "text" && isHeadlineText(each.marks))
  const title = inlineWords(line).trim()
  if (!isBold || title === "" || title.length > most || rest.length + others.length === 0) return { title: "", blocks }
  return { title, blocks: rest.length > 0 ? [{ type: "paragraph", content: rest }, ...others] : others }
}

// A link would be lost in a headline.
function isHeadlineText(marks: Mark[] = []): boolean {
  return marks.some(({ type }) => type === "bold") && marks.every(({ type }) => type !== "link")
}

function toLines(runs: TextRun[]): RichLine[] {
  const lines: RichLine[] = [{ inlines: [], quote: false }]
  for (const { text, marks, quote = false } of runs) {
    for (const [index, piece] of text.split(/\r\n|[\n\r\u2028\u2029]/).entries()) {
      if (index > 0) lines.push({ inlines: [], quote })
      const line = lines.at(-1)
      if (!line || piece === "") continue
      line.quote = quote
      const isLinked = marks.some(({ type }) => type === "link")
      const inlines: Inline[] = isLinked ? [{ type: "text", text: piece }] : linkedText(piece)
      line.inlines.push(...inlines.map((inline) => addMarks(inline, marks)))
    }
  }
  return lines
}

function addMarks(inline: Inline, marks: Mark[]): Inline {
  if (inline.type !== "text") return inline
  const all = [...marks, ...(inline.marks ?? [])]
  return all.length > 0 ? { ...inline, marks: all } : inline
}

/** The address of a line that is one link showing that very address. */
function soleTarget(inlines: Inline[]): string | null {
  const [only, ...others] = inlines.filter((each) => each.type !== "text" || each.text.trim() !== "")
  if (only?.type !== "text" || others.length > 0) return null
  const link = only.marks?.find(({ type }) => type === "link")
  return link?.type === "link" && soleWebUrl(only.text) ? link.attrs.href : null
}

function inlineWords(inlines: Inline[]): string {
  return inlines.map((each) => (each.type === "text" ? each.text : "\n")).join("")
}
