import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { alignBlocks, serializeBlock } from "@/lib/content/align-blocks"
import { diffDocuments } from "@/lib/content/diff-documents"
import { diffWords } from "@/lib/content/diff-words"
import type { Block, PostDocument } from "@/lib/content/document"
import { applyChoices, type MergePart, mergeDocuments, type Side } from "@/lib/content/merge-documents"
import { mergeList, mergeValue } from "@/lib/content/merge-values"

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] })
const heading = (text: string): Block => ({
  type: "heading",
  attrs: { level: 2 },
  content: [{ type: "text", text }],
})
const doc = (...content: (Block | string)[]): PostDocument => ({
  type: "doc",
  content: content.map((each) => (typeof each === "string" ? paragraph(each) : each)),
})
const open = (parts: MergePart[]) => parts.filter((part) => part.kind === "open")
const all = (parts: MergePart[], side: Side) => applyChoices(parts, Array<Side>(open(parts).length).fill(side))

type Edit = { kind: "change" | "remove" | "insert" | "move"; at: number; to: number }
const edits = fc.array(
  fc.record({ kind: fc.constantFrom("change", "remove", "insert", "move"), at: fc.nat(), to: fc.nat() }),
  { maxLength: 8 },
)
const words = fc.array(fc.constantFrom("the", "bridge", "is", "closed", "open", "police", "says", "two"), {
  minLength: 1,
  maxLength: 6,
})
const baseBlocks = fc.array(words, { maxLength: 8 }).map((texts) => texts.map((text, i) => `${text.join(" ")} #${i}`))

/** What an editor makes of a text; every block written anew can be told from all others. */
function edited(base: string[], list: Edit[], who: string): PostDocument {
  const blocks = base.map((text) => paragraph(text))
  for (const [index, { kind, at, to }] of list.entries()) {
    const place = blocks.length === 0 ? 0 : at % blocks.length
    const old = base[place] ?? ""
    if (kind === "insert") blocks.splice(at % (blocks.length + 1), 0, paragraph(`${who} adds ${index}`))
    else if (kind === "change" && blocks.length > 0) blocks[place] = paragraph(`${old} ${who} changes ${index}`)
    else if (kind === "remove") blocks.splice(place, 1)
    else if (kind === "move") blocks.splice(to % (blocks.length + 1), 0, ...blocks.splice(place, 1))
  }
  return { type: "doc", content: blocks }
}

const prints = (document: PostDocument) => document.content.map(serializeBlock)

describe("two texts made from one", () => {
  it("lose no block of either, unless the editor says so", () => {
    fc.assert(
      fc.property(baseBlocks, edits, edits, (texts, myEdits, theirEdits) => {
        const base = doc(...texts)
        const mine = edited(texts, myEdits, "I")
        const theirs = edited(texts, theirEdits, "They")
        const parts = mergeDocuments(base, mine, theirs)
        const merged = prints(all(parts, "both"))
        const [before, my, their] = [prints(base), prints(mine), prints(theirs)]
        for (const print of my) if (!before.includes(print)) expect(merged).toContain(print)
        for (const print of their) if (!before.includes(print)) expect(merged).toContain(print)
        for (const print of before) if (my.includes(print) && their.includes(print)) expect(merged).toContain(print)
        // Nothing comes from nowhere.
        for (const print of merged) expect([...my, ...their]).toContain(print)
        // Choosing one side drops only what stood against it.
        const chosen = prints(all(parts, "mine"))
        const dropped = new Set(open(parts).flatMap((part) => part.theirs.map(serializeBlock)))
        for (const print of their) {
          if (!before.includes(print) && !dropped.has(print)) expect(chosen).toContain(print)
        }
        for (const print of my) if (!before.includes(print)) expect(chosen).toContain(print)
      }),
      { numRuns: 3_000 },
    )
  })

  it("are the one that was changed when the other was not, and themselves when they agree", () => {
    fc.assert(
      fc.property(baseBlocks, edits, (texts, list) => {
        const [base, other] = [doc(...texts), edited(texts, list, "I")]
        for (const parts of [
          mergeDocuments(base, other, base),
          mergeDocuments(base, base, other),
          mergeDocuments(base, other, other),
        ]) {
          expect(open(parts)).toEqual([])
          expect(all(parts, "both")).toEqual(other)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it("are open in the same places from either side", () => {
    fc.assert(
      fc.property(baseBlocks, edits, edits, (texts, myEdits, theirEdits) => {
        const [base, mine, theirs] = [doc(...texts), edited(texts, myEdits, "I"), edited(texts, theirEdits, "They")]
        const one = open(mergeDocuments(base, mine, theirs))
        const other = open(mergeDocuments(base, theirs, mine))
        expect(other.map((part) => [part.theirs, part.mine])).toEqual(one.map((part) => [part.mine, part.theirs]))
      }),
      { numRuns: 1_000 },
    )
  })

  it("take both changes where they are in neighbouring blocks", () => {
    const base = doc("Two injured on the bridge.", "The road is closed.", "More soon.")
    const mine = doc("Three injured on the bridge.", "The road is closed.", "More soon.")
    const theirs = doc("Two injured on the bridge.", "The road is closed until noon.", "More soon.", "By Ann.")
    const parts = mergeDocuments(base, mine, theirs)
    expect(open(parts)).toEqual([])
    expect(all(parts, "both")).toEqual(
      doc("Three injured on the bridge.", "The road is closed until noon.", "More soon.", "By Ann."),
    )
  })

  it("ask only about what both changed, and suggest both where both added", () => {
    const base = doc("Two injured.", "The end.")
    const parts = mergeDocuments(
      base,
      doc("Three injured.", "The end.", "Me."),
      doc("Four injured.", "The end.", "You."),
    )
    expect(open(parts)).toMatchObject([
      { mine: [paragraph("Three injured.")], theirs: [paragraph("Four injured.")], suggested: null },
      { mine: [paragraph("Me.")], theirs: [paragraph("You.")], suggested: "both" },
    ])
    expect(applyChoices(parts, ["mine", "both"])).toEqual(doc("Three injured.", "The end.", "You.", "Me."))
    expect(applyChoices(parts, ["theirs", "mine"])).toEqual(doc("Four injured.", "The end.", "Me."))
  })

  it("ask when one took out what the other rewrote", () => {
    const parts = mergeDocuments(doc("One.", "Two."), doc("One."), doc("One.", "Two, or three."))
    expect(open(parts)).toMatchObject([{ mine: [], theirs: [paragraph("Two, or three.")] }])
  })

  it("are the same whatever order the parts of a block are stored in", () => {
    const stored = { content: [{ text: "a", type: "text" }], attrs: { level: 2 }, type: "heading" } as Block
    expect(serializeBlock(stored)).toBe(serializeBlock(heading("a")))
  })

  it("join their tags, and ask about a title that both changed", () => {
    expect(mergeList(["a", "b"], ["a", "c"], ["d", "a", "b"])).toEqual(["d", "a", "c"])
    expect(mergeValue("old", "mine", "old")).toEqual({ kind: "settled", value: "mine" })
    expect(mergeValue("old", "old", "theirs")).toEqual({ kind: "settled", value: "theirs" })
    expect(mergeValue("old", "mine", "theirs")).toEqual({ kind: "open", mine: "mine", theirs: "theirs" })
  })
})

describe("the difference of two texts", () => {
  it("is told by words, and gives back both texts", () => {
    expect(diffWords("Two injured on the old bridge", "Three people injured on the bridge")).toEqual([
      { kind: "removed", text: "Two" },
      { kind: "added", text: "Three people" },
      { kind: "same", text: " injured on the " },
      { kind: "removed", text: "old " },
      { kind: "same", text: "bridge" },
    ])
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffWords(before.join(" "), after.join(" "))
        const without = (kind: string) => parts.filter((part) => part.kind !== kind).map(({ text }) => text)
        expect(without("added").join("")).toBe(before.join(" "))
        expect(without("removed").join("")).toBe(after.join(" "))
      }),
      { numRuns: 1_000 },
    )
  })

  it("finds words where a language puts no spaces between them", () => {
    const parts = diffWords("橋は閉鎖されています", "橋は開通されています")
    expect(parts.at(0)).toMatchObject({ kind: "same" })
    expect(parts.filter(({ kind }) => kind !== "same").length).toBeGreaterThan(0)
  })

  it("pairs a rewritten block with what it was, and shows new ones as new", () => {
    const before = doc("The bridge is closed today.", "More soon.")
    const after = doc(heading("The bridge"), "The bridge is open today.", "More soon.")
    expect(diffDocuments(before, after).map(({ kind }) => kind)).toEqual(["added", "changed", "same"])
    expect(alignBlocks(before.content, after.content)).toHaveLength(3)
  })

  it("says so when only the form of a block changed", () => {
    const bold: Block = { type: "paragraph", content: [{ type: "text", text: "now", marks: [{ type: "bold" }] }] }
    expect(diffDocuments(doc("now"), doc(bold))).toMatchObject([{ kind: "changed", parts: [] }])
  })

  it("is found in a moment for the longest texts, however different", () => {
    const long = (word: string) =>
      doc(...Array.from({ length: 1_200 }, (_, index) => `${word} ${index} ${"x ".repeat(30)}`))
    const started = performance.now()
    diffDocuments(long("one"), long("two"))
    mergeDocuments(long("one"), long("two"), long("three"))
    diffWords("alpha ".repeat(15_000), "beta gamma ".repeat(8_000))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
