import { isVisible } from "@/lib/visible-text"
import type { Block, Inline, ListItem, Mark, Picture, PostDocument } from "./document"
import { listMarker } from "./list-numbers"
import { isWebUrl } from "./url"

/**
 * Words that are struck through. `kept`: as all others, for search and size limits; `dropped`: where nothing could show that they
 * no longer hold; `marked`: between signs, to compare texts.
 */
type Struck = "kept" | "dropped" | "marked"

/** Every word of a document, alt texts and addresses too: for size limits and the index of words. */
export function documentText(document: PostDocument): string {
  return document.content
    .map((block) => blockText(block))
    .filter(Boolean)
    .join("\n")
}

/** True when a document says and shows nothing, so that it cannot be published. */
export function isBlank(document: PostDocument): boolean {
  return document.content.every((block) => !SHOWS.has(block.type) && !isVisible(blockText(block)))
}

// Something to look at, whatever words come with it.
const SHOWS = new Set<Block["type"]>(["image", "gallery", "embed"])

/** A document from plain text: blank lines part paragraphs, a web address alone on a line is an embed. */
export function documentFromText(text: string): PostDocument {
  const content: Block[] = []
  for (const chunk of text.replaceAll("\r\n", "\n").split(/\n[ \t]*\n/)) {
    let lines: string[] = []
    const flush = () => {
      if (lines.length > 0) content.push({ type: "paragraph", content: linesToInlines(lines) })
      lines = []
    }
    for (const line of chunk.split("\n").map((each) => each.trim())) {
      if (isWebUrl(line)) {
        flush()
        content.push({ type: "embed", attrs: { url: line } })
      } else if (line !== "") {
        lines.push(line)
      }
    }
    flush()
  }
  return { type: "doc", content }
}

function linesToInlines(lines: string[]): Inline[] {
  return lines.flatMap((text, index): Inline[] =>
    index === 0 ? [{ type: "text", text }] : [{ type: "hardBreak" }, { type: "text", text }],
  )
}

/** The words of one block. */
export function blockText(block: Block, struck: Struck = "kept"): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlineText(block.content, struck)
    case "blockquote":
      return joinLines(...block.content.map((each) => inlineText(each.content, struck)), block.attrs?.source)
    case "bulletList":
      return block.content.map((item) => listItemText(item, struck)).join("\n")
    case "orderedList":
      return block.content
        .map((item, index, items) => {
          const words = listItemText(item, struck)
          return words === "" ? "" : `${listMarker(block.attrs, index, items.length)} ${words}`
        })
        .join("\n")
    case "image":
      return pictureText(block.attrs)
    case "gallery":
      return block.content.map(({ attrs }) => pictureText(attrs)).join("\n")
    case "factBox":
      return joinLines(block.attrs.title, ...block.content.map((each) => blockText(each, struck)))
    case "embed":
      return joinLines(block.attrs.url, block.attrs.card?.title, block.attrs.card?.description)
  }
}

function pictureText({ alt, caption, credit }: Picture): string {
  return joinLines(alt, caption, credit)
}

function joinLines(...lines: (string | undefined)[]): string {
  return lines.filter(Boolean).join("\n")
}

function listItemText(item: ListItem, struck: Struck): string {
  return item.content.map((each) => blockText(each, struck)).join("\n")
}

export function inlineText(inlines: Inline[] | undefined, struck: Struck = "kept"): string {
  return (inlines ?? []).map((inline) => (inline.type === "text" ? markedText(inline, struck) : "\n")).join("")
}

function markedText({ text, marks = [] }: Extract<Inline, { type: "text" }>, struck: Struck): string {
  const has = (type: Mark["type"]) => marks.some((mark) => mark.type === type)
  if (has("strike") && struck === "dropped") return ""
  const raised = has("superscript") ? inSigns(text, SUPERSCRIPTS) : text
  const words = has("subscript") ? inSigns(raised, SUBSCRIPTS) : raised
  return has("strike") && struck === "marked" ? `~~${words}~~` : words
}

// "10⁶ people" must not become "106 people" where there are no marks.
const SUPERSCRIPTS = new Map([..."0123456789+-−=()ni"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"][at] ?? sign]))
const SUBSCRIPTS = new Map([..."0123456789+-−=()"].map((sign, at) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][at] ?? sign]))

/** The same in raised or lowered signs of Unicode, where all of it has some. */
function inSigns(text: string, signs: Map<string, string>): string {
  const converted = [...text].map((sign) => signs.get(sign))
  return converted.includes(undefined) ? text : converted.join("")
}
