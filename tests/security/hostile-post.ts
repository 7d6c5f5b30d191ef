import { LIMITS } from "@/lib/content/content-limits"
import type { Block, PostDocument } from "@/lib/content/document"

const WIDTHS = { width: 900, height: 600 }

/** A document with these words in every place of every block where words can stand. */
export function hostileDocument(words: string, mediaId: string): PostDocument {
  const text = { type: "text" as const, text: words }
  const paragraph = { type: "paragraph" as const, content: [text] }
  const short = words.slice(0, LIMITS.titleCharacters)
  const picture = { mediaId, ...WIDTHS, alt: words, caption: words, credit: short }
  const item = { type: "listItem" as const, content: [paragraph] }
  const href = `https://example.org/${encodeURI(words.toWellFormed())}?q=${words.toWellFormed()}`
  const content: Block[] = [
    paragraph,
    { type: "heading", attrs: { level: 2 }, content: [text] },
    { type: "paragraph", content: [{ ...text, marks: [{ type: "bold" }, { type: "link", attrs: { href } }] }] },
    { type: "blockquote", attrs: { source: short }, content: [paragraph] },
    { type: "bulletList", content: [item] },
    { type: "orderedList", attrs: { start: 7, type: "i" }, content: [item] },
    { type: "paragraph", content: [{ ...text, marks: [{ type: "strike" }, { type: "superscript" }] }] },
    { type: "image", attrs: picture },
    {
      type: "gallery",
      content: [
        { type: "image", attrs: picture },
        { type: "image", attrs: picture },
      ],
    },
    { type: "factBox", attrs: { title: short }, content: [paragraph, { type: "bulletList", content: [item] }] },
    {
      type: "table",
      attrs: { caption: words.slice(0, LIMITS.captionCharacters), headerRow: true, sortable: true },
      content: [
        { type: "tableRow", content: [{ type: "tableCell", content: [text] }] },
        { type: "tableRow", content: [{ type: "tableCell", content: [text] }] },
      ],
    },
    { type: "embed", attrs: { url: href, card: { title: short, description: words, site: short } } },
  ]
  return { type: "doc", content }
}

/** What a post has besides its text, with the same words. */
export function hostileFields(words: string) {
  return {
    title: words.slice(0, LIMITS.titleCharacters),
    tags: [words.slice(0, LIMITS.tagCharacters)],
    correction: words,
    authors: [{ name: words.slice(0, 120), picture: null }],
  }
}
