import { cutText } from "./cut-text"
import type { Block, Inline, ListItem, Picture, PostDocument } from "./document"
import { isWebUrl } from "./url"

/** The words of a document, blocks parted by line breaks: for search, excerpts, feeds and size limits. */
export function documentText(document: PostDocument): string {
  return document.content.map(blockText).filter(Boolean).join("\n")
}

/** True when a document says and shows nothing, so that it cannot be published. */
export function isBlank(document: PostDocument): boolean {
  return document.content.every((block) => !SHOWS.has(block.type) && blockText(block).trim() === "")
}

// Something to look at, whatever words come with it.
const SHOWS = new Set<Block["type"]>(["image", "gallery", "embed"])

/** The first words of a document on one line, cut at a word's end. */
export function excerpt(document: PostDocument, characters: number): string {
  const line = documentText(document).replaceAll(/\s+/g, " ").trim()
  if (line.length <= characters) return line
  const cut = cutText(line, characters)
  const space = cut.lastIndexOf(" ")
  return `${(space > characters / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}

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
export function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlineText(block.content)
    case "blockquote":
      return joinLines(...block.content.map((each) => inlineText(each.content)), block.attrs?.source)
    case "bulletList":
    case "orderedList":
      return block.content.map(listItemText).join("\n")
    case "image":
      return pictureText(block.attrs)
    case "gallery":
      return block.content.map(({ attrs }) => pictureText(attrs)).join("\n")
    case "factBox":
      return joinLines(block.attrs.title, ...block.content.map(blockText))
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

function listItemText(item: ListItem): string {
  return item.content.map(blockText).join("\n")
}

function inlineText(inlines: Inline[] | undefined): string {
  return (inlines ?? []).map((inline) => (inline.type === "text" ? inline.text : "\n")).join("")
}
