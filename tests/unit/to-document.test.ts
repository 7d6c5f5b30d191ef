import { describe, expect, it } from "vitest"
import { isSame, toDraft } from "@/components/desk/composer/draft"
import { fromDocument, withoutUploads } from "@/components/desk/editor/from-document"
import { toDocument } from "@/components/desk/editor/to-document"
import { hasUploads } from "@/components/desk/editor/upload-store"
import type { PostDocument } from "@/lib/content/document"
import { findUndescribed } from "@/lib/content/pictures"

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
        { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [paragraph("one")] }] },
      ),
    )
  })

  it("keeps how a list counts, and what is struck, raised or lowered", () => {
    const list = (attrs: object) => ({
      type: "orderedList",
      attrs,
      content: [{ type: "listItem", content: [paragraph("one")] }],
    })
    const counted = doc(list({ start: 0 }), list({ reversed: true }), list({ start: 5, type: "i" }))
    expect(toDocument(counted)).toEqual(counted)
    expect(toDocument(doc(list({ start: 1, reversed: null, type: "?" })))?.content[0]).not.toHaveProperty("attrs")
    const marks = ["strike", "superscript", "subscript"].map((type) => text("x", [{ type }]))
    expect(toDocument(doc({ type: "paragraph", content: marks }))).toEqual(doc({ type: "paragraph", content: marks }))
  })

  it("drops empty lines at the end and keeps those between", () => {
    expect(toDocument(doc(paragraph("a"), paragraph(), paragraph("b"), paragraph(), paragraph()))).toEqual(
      doc(paragraph("a"), paragraph(), paragraph("b")),
    )
    expect(toDocument(doc(paragraph()))).toEqual(doc())
  })

  it("holds no half character, which no server could store", () => {
    const pasted = doc(paragraph("cut \ud83d\0 here, whole 😀"))
    expect(toDocument(pasted)?.content).toEqual([paragraph("cut \ufffd here, whole 😀")])
  })

  it("takes the words and never an address that would run something", () => {
    const evil = { type: "link", attrs: { href: "javascript:alert(1)" } }
    expect(toDocument(doc({ type: "paragraph", content: [text("click", [evil])] }))).toEqual(doc(paragraph("click")))
    expect(toDocument(doc({ type: "embed", attrs: { url: "javascript:alert(1)" } }))).toBeNull()
  })

  it("leaves pictures on their way and unknown nodes out", () => {
    const upload = { type: "upload", attrs: { uploadId: "1" } }
    expect(toDocument(doc(upload, { type: "diagram" }, paragraph("a")))).toEqual(doc(paragraph("a")))
    expect(withoutUploads(doc(upload))).toEqual(doc(paragraph()))
  })

  it("stores a quote's source only when somebody wrote one, and no empty quote", () => {
    const quote = (source: string) => ({ type: "blockquote", attrs: { source }, content: [paragraph("So be it.")] })
    expect(toDocument(doc(quote("  ")))).toEqual(doc({ type: "blockquote", content: [paragraph("So be it.")] }))
    expect(toDocument(doc(quote(" The judge ")))?.content[0]).toMatchObject({ attrs: { source: "The judge" } })
    expect(toDocument(doc({ type: "blockquote", content: [paragraph()] }))).toEqual(doc())
  })

  it("stores that a picture is decorative, without words, whatever was typed before", () => {
    const stored = toDocument(doc(picture({ alt: "A hall", decorative: true, caption: " The hall " })))
    expect(stored?.content[0]).toEqual({
      type: "image",
      attrs: { mediaId: MEDIA, width: 1200, height: 800, alt: "", decorative: true, caption: "The hall" },
    })
  })

  it("stores what must stay in sight where a picture is cropped, once somebody set it", () => {
    expect(toDocument(doc(picture({ focus: { x: 20, y: 80 } })))?.content[0]).toMatchObject({
      attrs: { focus: { x: 20, y: 80 } },
    })
    expect(JSON.stringify(toDocument(doc(picture({ focus: null }))))).not.toContain("focus")
  })

  it("stores a gallery's pictures in order, without those on their way, and one alone as a picture", () => {
    const gallery = (...pictures: object[]) => ({ type: "gallery", attrs: { pictures } })
    const [a, b] = [picture({ alt: "a" }).attrs, picture({ alt: "b" }).attrs]
    const uploading = { uploadId: "1" }
    expect(toDocument(doc(gallery(b, uploading, a)))?.content).toMatchObject([
      { type: "gallery", content: [{ attrs: { alt: "b" } }, { attrs: { alt: "a" } }] },
    ])
    expect(toDocument(doc(gallery(a, uploading)))?.content).toMatchObject([{ type: "image", attrs: { alt: "a" } }])
    expect(hasUploads(doc(gallery(a, uploading)))).toBe(true)
    expect(hasUploads(doc(gallery(a, b)))).toBe(false)
    expect(withoutUploads(doc(gallery(uploading)))).toEqual(doc(paragraph()))
  })

  it("stores a fact box with its lists, and none that says nothing", () => {
    const box = (title: string, ...content: object[]) => ({ type: "factBox", attrs: { title }, content })
    const list = { type: "bulletList", content: [{ type: "listItem", content: [paragraph("one")] }] }
    expect(toDocument(doc(box(" Who ", paragraph("a"), list, paragraph())))).toEqual(
      doc(box("Who", paragraph("a"), list)),
    )
    expect(toDocument(doc(box("", paragraph())))).toEqual(doc())
  })

  it("stores the card of an address when it is one, else the address alone", () => {
    const embed = (card: unknown) => ({ type: "embed", attrs: { url: "https://example.org/", card, isNew: true } })
    const card = { title: "A paper", site: "Example" }
    expect(toDocument(doc(embed(card)))).toEqual(doc({ type: "embed", attrs: { url: "https://example.org/", card } }))
    expect(toDocument(doc(embed({ title: "" })))).toEqual(
      doc({ type: "embed", attrs: { url: "https://example.org/" } }),
    )
  })
})

describe("a stored document in the editor", () => {
  const stored: PostDocument = {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: "Now" }] },
      { type: "image", attrs: { mediaId: MEDIA, width: 10, height: 10, alt: "" } },
      {
        type: "gallery",
        content: [
          { type: "image", attrs: { mediaId: MEDIA, width: 10, height: 10, alt: "", decorative: true } },
          { type: "image", attrs: { mediaId: MEDIA, width: 10, height: 10, alt: "b", focus: { x: 1, y: 2 } } },
        ],
      },
      { type: "factBox", attrs: { title: "" }, content: [{ type: "paragraph", content: [text("Then")] }] },
      { type: "embed", attrs: { url: "https://example.org/a", card: { title: "A" } } },
    ],
  } as PostDocument

  it("comes out again as it went in", () => {
    expect(toDocument(fromDocument(stored, { described: false }))).toEqual(stored)
  })

  it("asks again for the missing description of a draft's picture, not of a published one", () => {
    const undescribed = (described: boolean) =>
      findUndescribed(toDocument(fromDocument(stored, { described })) ?? stored)
    expect(undescribed(false)).toEqual(["content.1"])
    expect(undescribed(true)).toEqual([])
  })

  it("counts as unchanged until it says something else", () => {
    const empty = toDraft(null)
    expect(isSame(empty, { ...empty, title: "  " })).toBe(true)
    expect(isSame(empty, { ...empty, content: doc(paragraph(), paragraph()) })).toBe(true)
    expect(isSame(empty, { ...empty, content: doc(paragraph("a")) })).toBe(false)
    expect(isSame(empty, { ...empty, pinned: true })).toBe(false)
  })
})
