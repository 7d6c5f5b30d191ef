import { describe, expect, it } from "vitest"
import { diffDocuments } from "@/lib/content/diff-documents"
import type { Block, Mark, PostDocument } from "@/lib/content/document"
import { listMarker } from "@/lib/content/list-numbers"
import { documentText, isBlank } from "@/lib/content/plain-text"
import { excerpt } from "@/lib/content/written-text"

const text = (words: string, ...types: Exclude<Mark["type"], "link">[]) => ({
  type: "text" as const,
  text: words,
  ...(types.length > 0 ? { marks: types.map((type) => ({ type })) } : {}),
})
const paragraph = (...content: ReturnType<typeof text>[]) => ({ type: "paragraph" as const, content })
const doc = (...content: Block[]): PostDocument => ({ type: "doc", content })
const list = (attrs: Extract<Block, { type: "orderedList" }>["attrs"], ...lines: string[]): Block => ({
  type: "orderedList",
  ...(attrs ? { attrs } : {}),
  content: lines.map((line) => ({ type: "listItem", content: [paragraph(text(line))] })),
})

describe("the words of a document without its marks", () => {
  it("say the numbers that readers see", () => {
    expect(documentText(doc(list({ start: 3 }, "Three", "Four")))).toBe("3. Three\n4. Four")
    expect(documentText(doc(list({ reversed: true }, "b", "a")))).toBe("2. b\n1. a")
    expect([0, 1, 25, 26].map((index) => listMarker({ type: "a" }, index, 27))).toEqual(["a.", "b.", "z.", "aa."])
    expect(listMarker({ start: 1994, type: "I" }, 0, 1)).toBe("MCMXCIV.")
    expect(listMarker({ start: 0, type: "i" }, 0, 2)).toBe("0.")
  })

  it("say the same number where one is raised or lowered", () => {
    const water = paragraph(text("10"), text("6", "superscript"), text(" l H"), text("2", "subscript"), text("O"))
    expect(documentText(doc(water))).toBe("10⁶ l H₂O")
    expect(documentText(doc(paragraph(text("1"), text("st", "superscript"))))).toBe("1st")
  })

  it("leave struck words out where nothing could strike them, and nowhere else", () => {
    const post = doc(paragraph(text("He "), text("denied", "strike"), text(" confirmed it.")))
    expect(excerpt(post, 80)).toBe("He confirmed it.")
    expect(documentText(post)).toBe("He denied confirmed it.")
    expect(isBlank(doc(paragraph(text("denied", "strike"))))).toBe(false)
  })
})

describe("what a comparison shows", () => {
  const partsOf = (before: Block, after: Block) => {
    const [change] = diffDocuments(doc(before), doc(after))
    return change?.kind === "changed" ? change.parts : null
  }

  it("has words that were struck, and numbers of a list that counts otherwise", () => {
    const struck = partsOf(
      paragraph(text("He denied it")),
      paragraph(text("He "), text("denied", "strike"), text(" it")),
    )
    expect(struck?.map(({ text: words }) => words).join("")).toContain("~~denied~~")
    expect(partsOf(list(undefined, "One"), list({ start: 3 }, "One"))).toContainEqual({ kind: "added", text: "3" })
  })
})
