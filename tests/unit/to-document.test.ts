import { describe, expect, it } from "vitest"
import { fromDocument, withoutUploads } from "@/components/desk/composer/from-document"
import { toDocument } from "@/components/desk/composer/to-document"
import { countUndescribed } from "@/components/desk/composer/undescribed"
import { isSame, wordsOf } from "@/components/desk/composer/words"
import type { PostDocument } from "@/lib/content/document"

const MEDIA = "a".repeat(40)
const text = (words: string, marks?: { type: string; attrs?: Record<string, unknown> }[]) => ({
  type: "text",
  text: words,
  ...(marks ? { marks } : {}),
})
const paragraph = (words?: string) => ({ type: "paragraph", ...(words ? { content: [text(words)] } : {}) })
const doc = (...content: object[]) => ({ type: "doc", content })
const picture = (attrs: Record<string, unknown>) => ({
  type: "image",
  attrs: { mediaId: MEDIA, width: 1200, height: 800, alt: "", caption: "", credit: "", decorative: false, ...attrs },
})

describe("the document of what stands in the editor", () => {
  it("keeps what may be stored and leaves the editor's own attributes behind", () => {
    const link = {
      type: "link",
      attrs: { href: "https://example.org/", target: "_blank", rel: "noopener", class: null },
    }
    const list = {
      type: "orderedList",
      attrs: { start: 3, type: null },
      content: [{ type: "listItem", content: [paragraph("one")] }],
    }
    expect(
      toDocument(doc({ type: "paragraph", attrs: { textAlign: "left" }, content: [text("here", [link])] }, list)),
    ).toEqual(
      doc(
        { type: "paragraph", content: [text("here", [{ type: "link", attrs: { href: "https://example.org/" } }])] },
        { type: "orderedList", content: [{ type: "listItem", content: [paragraph("one")] }] },
      ),
    )
  })

  it("drops empty lines at the end and keeps those between", () => {
    expect(toDocument(doc(paragraph("a"), paragraph(), paragraph("b"), paragraph(), paragraph()))).toEqual(
      doc(paragraph("a"), paragraph(), paragraph("b")),
    )
    expect(toDocument(doc(paragraph()))).toEqual(doc())
  })

  it("takes the words and never an address that would run something", () => {
    const evil = { type: "link", attrs: { href: "javascript:alert(1)" } }
    expect(toDocument(doc({ type: "paragraph", content: [text("click", [evil])] }))).toEqual(doc(paragraph("click")))
    expect(toDocument(doc({ type: "embed", attrs: { url: "javascript:alert(1)" } }))).toBeNull()
  })

  it("leaves pictures on their way and unknown nodes out", () => {
    const upload = { type: "upload", attrs: { uploadId: "1" } }
    expect(toDocument(doc(upload, { type: "table" }, paragraph("a")))).toEqual(doc(paragraph("a")))
    expect(withoutUploads(doc(upload))).toEqual(doc(paragraph()))
  })

  it("stores a quote's source only when somebody wrote one, and no empty quote", () => {
    const quote = (source: string) => ({ type: "blockquote", attrs: { source }, content: [paragraph("So be it.")] })
    expect(toDocument(doc(quote("  ")))).toEqual(doc({ type: "blockquote", content: [paragraph("So be it.")] }))
    expect(toDocument(doc(quote(" The judge ")))?.content[0]).toMatchObject({ attrs: { source: "The judge" } })
    expect(toDocument(doc({ type: "blockquote", content: [paragraph()] }))).toEqual(doc())
  })

  it("stores a decorative picture without words, whatever was typed before", () => {
    const stored = toDocument(doc(picture({ alt: "A hall", decorative: true, caption: " The hall " })))
    expect(stored?.content[0]).toEqual({
      type: "image",
      attrs: { mediaId: MEDIA, width: 1200, height: 800, alt: "", caption: "The hall" },
    })
  })
})

describe("a stored document in the editor", () => {
  const stored: PostDocument = {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: "Now" }] },
      { type: "image", attrs: { mediaId: MEDIA, width: 10, height: 10, alt: "" } },
    ],
  }

  it("comes out again as it went in", () => {
    expect(toDocument(fromDocument(stored, { described: true }))).toEqual(stored)
  })

  it("asks again for the missing description of a draft's picture, not of a published one", () => {
    expect(countUndescribed(fromDocument(stored, { described: false }))).toBe(1)
    expect(countUndescribed(fromDocument(stored, { described: true }))).toBe(0)
  })

  it("counts as unchanged until it says something else", () => {
    const empty = wordsOf(null)
    expect(isSame(empty, { ...empty, title: "  " })).toBe(true)
    expect(isSame(empty, { ...empty, content: doc(paragraph(), paragraph()) })).toBe(true)
    expect(isSame(empty, { ...empty, content: doc(paragraph("a")) })).toBe(false)
    expect(isSame(empty, { ...empty, pinned: true })).toBe(false)
  })
})
