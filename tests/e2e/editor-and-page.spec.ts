import { expect, test } from "@playwright/test"
import fc from "fast-check"
import type { PostDocument } from "@/lib/content/document"
import { openEditor } from "./editor-page"

const words = fc.constantFrom(
  "Water",
  "rises at 5 * 3",
  "<b>so</b>",
  "27. November",
  "日本語",
  "שלום",
  "a  b",
  "x & y",
  "é",
  "👩‍🚀",
  "> 1000",
  "https://a.example/b?c=d",
)
const mark = fc.constantFrom(
  { type: "bold" },
  { type: "italic" },
  { type: "strike" },
  { type: "superscript" },
  { type: "link", attrs: { href: "https://example.org/a?b=c&d=e" } },
  { type: "link", attrs: { href: "tel:+442079460000" } },
)
/** In the order in which the editor keeps them, as all that it stores. */
const ORDER = ["link", "bold", "italic", "strike", "superscript"]
const marks = fc
  .uniqueArray(mark, { selector: ({ type }) => type, maxLength: 3 })
  .map((all) => all.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type)))
const text = fc
  .record({ text: words, marks })
  .map(({ text: each, marks: given }) => ({ type: "text", text: each, ...(given.length > 0 ? { marks: given } : {}) }))
const inline = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.constant({ type: "hardBreak" }) })
const paragraph = fc
  .array(inline, { minLength: 1, maxLength: 4 })
  .map((content) => ({ type: "paragraph", content: [...content, { type: "text", text: "." }] }))
const numbering = fc.constantFrom(
  {},
  { attrs: { start: 0 } },
  { attrs: { start: 27 } },
  { attrs: { reversed: true } },
  { attrs: { start: 5, type: "i" } },
  { attrs: { type: "A" } },
)
const { list } = fc.letrec((tie) => ({
  item: fc
    .tuple(paragraph, fc.option(tie("list"), { nil: undefined, depthSize: "small" }))
    .map(([first, inner]) => ({ type: "listItem", content: inner ? [first, inner] : [first] })),
  list: fc.oneof(
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((content) => ({ type: "bulletList", content })),
    fc
      .tuple(numbering, fc.array(tie("item"), { minLength: 1, maxLength: 3 }))
      .map(([attrs, content]) => ({ type: "orderedList", ...attrs, content })),
  ),
}))
const cell = fc
  .array(text, { maxLength: 2 })
  .map((content) => ({ type: "tableCell", ...(content.length > 0 ? { content } : {}) }))
const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom({}, { headerRow: true }, { headerColumn: true }))
  .chain(([width, attrs]) => {
    const row = fc.array(cell, { minLength: width, maxLength: width })
    return fc
      .array(
        row.map((content) => ({ type: "tableRow", content })),
        { minLength: 1, maxLength: 3 },
      )
      .map((content) => ({
        type: "table",
        ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
        content,
      }))
  })
const block = fc.oneof(
  table,
  paragraph,
  paragraph.map(({ content }) => ({ type: "heading", attrs: { level: 2 }, content })),
  fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => ({ type: "blockquote", content })),
  list,
  fc.tuple(paragraph, list).map((content) => ({ type: "factBox", attrs: { title: "" }, content })),
)
const post = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map((content) => ({ type: "doc", content }) as PostDocument)

test("what the editor shows is what readers get: words, marks, numbers and their order", async ({ page }) => {
  await openEditor(page)
  const documents = fc.sample(post, { numRuns: 200, seed: 20_261_127 })
  const differences = await page.evaluate((all) => {
    const MARKS: Record<string, string> = { STRONG: "b", EM: "i", S: "s", SUP: "^", SUB: "_" }
    /** A line for each that is read: numbers before it, marks of each word. */
    const outline = (root: Element): string[] => {
      const lines: string[] = []
      for (const line of root.querySelectorAll("p, h2, h3, h4, td, th")) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
        let read = ""
        while (walker.nextNode()) {
          const node = walker.currentNode
          if (node instanceof Element)
            read += node.tagName === "BR" && !node.className.includes("ProseMirror") ? "\n" : ""
          else {
            const on: string[] = []
            for (let each = node.parentElement; each && each !== line; each = each.parentElement)
              on.push(each.tagName === "A" ? (each.getAttribute("href") ?? "") : (MARKS[each.tagName] ?? ""))
            const sign = `{${on.filter(Boolean).sort().join()}}`
            read += `${sign}${node.nodeValue}`
          }
        }
        const places: string[] = []
        for (
          let each = line.closest("li");
          each && root.contains(each);
          each = each.parentElement?.closest("li") ?? null
        ) {
          const list = each.parentElement
          const [at, of] = [[...(list?.children ?? [])].indexOf(each), list?.children.length ?? 0]
          const isReversed = list?.hasAttribute("reversed") ?? false
          const start = Number(list?.getAttribute("start") ?? (isReversed ? of : 1))
          places.unshift(
            list?.tagName === "OL" ? `${isReversed ? start - at : start + at}${list.getAttribute("type") ?? ""}` : "-",
          )
        }
        const isQuote =
          line.closest("blockquote, [data-node-view-content]") && !line.closest("[role=note], .fact-box, li")
            ? "> "
            : ""
        if (read !== "")
          lines.push(
            `${places.join(" ")} ${/^(P|T[DH])$/.test(line.tagName) ? isQuote.replace("> ", "") : "#"}${read.replaceAll(/(\{[^}]*\})([^{]*)\1/g, "$1$2")}`,
          )
      }
      return lines
    }
    return all.flatMap((each) => {
      window.editorApi.write(each)
      const stored = JSON.stringify(window.editorApi.stored())
      const shown = outline(document.querySelector("[role=textbox]") ?? document.body)
      window.editorApi.read()
      const read = outline(document.querySelector("article") ?? document.body)
      return JSON.stringify(shown) === JSON.stringify(read) ? [] : [{ stored, shown, read }]
    })
  }, documents)
  expect(differences.slice(0, 2)).toEqual([])
})
