import type { Slice } from "@tiptap/pm/model"
import { LIMITS } from "@/lib/content/content-limits"

/** Programs write ten times as much around a text as it has letters. */
const MAX_HTML_CHARACTERS = 1_000_000
/** Browsers take time by the square of what stands in each other, before they stop to count it. */
const MAX_TAGS = 12_000
/** What may be pasted to be cut down here, though it cannot be saved whole. */
const MAX_TEXT_CHARACTERS = 2 * LIMITS.textBytes
const MAX_LINES = LIMITS.nodes
/** Blocks with buttons and fields of their own take as long to draw as so many lines. */
const LINES_PER_PART = 25
const PARTS = new Set(["blockquote", "embed", "factBox", "gallery", "image", "upload"])

export const TOO_MUCH = `This is too much to paste at once: at most ${MAX_TEXT_CHARACTERS / 1024} KB of text in ${MAX_LINES.toLocaleString("en")} lines. Paste it in parts.`
export const PLAIN = "Pasted as plain text: there was too much formatting around it to take in."

/** False for HTML that a browser would take long to read. */
export function isBoundedHtml(html: string): boolean {
  return html.length <= MAX_HTML_CHARACTERS && !hasMore(html, "<", MAX_TAGS)
}

export function isBoundedText(text: string): boolean {
  return text.length <= MAX_TEXT_CHARACTERS && !hasMore(text, "\n", MAX_LINES) && !hasMore(text, "\r", MAX_LINES)
}

/** False for what an editor would take long to draw. */
export function isBoundedSlice({ content }: Slice): boolean {
  let lines = 0
  content.descendants(({ type, attrs, isText }) => {
    const pictures = Array.isArray(attrs.pictures) ? attrs.pictures.length : 0
    lines += isText ? 0.5 : PARTS.has(type.name) ? LINES_PER_PART * (1 + pictures) : 1
    return lines <= MAX_LINES
  })
  return lines <= MAX_LINES && content.size <= MAX_TEXT_CHARACTERS
}

function hasMore(text: string, sign: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0 && count <= most; at = text.indexOf(sign, at + 1)) count += 1
  return count > most
}
