import { isVisible } from "@/lib/visible-text"
import type { Block, Inline, ListItem, Picture, PostDocument } from "./document"
import { isWebUrl } from "./url"

/** Every word of a document, alt texts and addresses too: for size limits and the index of words. */
export function documentText(document: PostDocument): string {
  return document.content.map(blockText).filter(Boolean).join("\n")
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

export function inlineText(inlines: Inline[] | undefined): string {
  return (inlines ?? []).map((inline) => (inline.type === "text" ? inline.text : "\n")).join("")
}
