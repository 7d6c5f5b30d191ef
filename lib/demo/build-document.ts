import type { Block, Inline, List, Mark, Paragraph, PostDocument } from "@/lib/content/document"

/*
 * Short names for the parts of a document, so that a story in code reads like a story.
 */

type Words = (string | Inline)[]

export const doc = (...content: Block[]): PostDocument => ({ type: "doc", content })

export const p = (...words: Words): Paragraph => ({ type: "paragraph", content: words.map(toInline) })

export const h = (text: string): Block => ({ type: "heading", attrs: { level: 2 }, content: [toInline(text)] })

export const b = (text: string): Inline => marked(text, { type: "bold" })
export const i = (text: string): Inline => marked(text, { type: "italic" })
export const a = (text: string, href: string): Inline => marked(text, { type: "link", attrs: { href } })

export const quoteBlock = (words: string, source: string): Block => ({
  type: "blockquote",
  attrs: { source },
  content: [p(words)],
})

export const list = (...items: Words[]): List => toList("bulletList", items)
export const steps = (...items: Words[]): List => toList("orderedList", items)

export const embed = (url: string): Block => ({ type: "embed", attrs: { url } })

/** A picture that is not stored yet: `withPicture` names it once it is. */
export const picture = ({ alt, caption, credit }: { alt: string; caption: string; credit: string }): Block => ({
  type: "image",
  attrs: { mediaId: NOT_STORED, width: 1, height: 1, alt, caption, credit },
})

const NOT_STORED = "0".repeat(40)

/** The same document with its picture's id and size in storage. */
export function withPicture(document: PostDocument, stored: { id: string; width: number; height: number }) {
  const { id: mediaId, width, height } = stored
  const content = document.content.map((block) =>
    block.type === "image" ? { ...block, attrs: { ...block.attrs, mediaId, width, height } } : block,
  )
  return { ...document, content } satisfies PostDocument
}

function toList(type: List["type"], items: Words[]): List {
  return { type, content: items.map((words) => ({ type: "listItem", content: [p(...words)] })) }
}

function toInline(words: string | Inline): Inline {
  return typeof words === "string" ? { type: "text", text: words } : words
}

function marked(text: string, mark: Mark): Inline {
  return { type: "text", text, marks: [mark] }
}
