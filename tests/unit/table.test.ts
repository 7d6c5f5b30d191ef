import { describe, expect, it } from "vitest"
import { LIMITS } from "@/lib/content/content-limits"
import { diffDocuments } from "@/lib/content/diff-documents"
import type { PostDocument } from "@/lib/content/document"
import { mergeDocuments } from "@/lib/content/merge-documents"
import { parseDocument } from "@/lib/content/parse-document"
import { documentFromText, documentText, isBlank } from "@/lib/content/plain-text"
import { findNumberColumns } from "@/lib/content/table"
import { excerpt, firstWritten } from "@/lib/content/written-text"
import { isAppError } from "@/lib/errors"
import { renderContentHtml, renderPostHtml } from "@/lib/posts/render-html"
import { samplePost } from "./samples"

const SEATS = [
  ["Party", "Seats"],
  ["Red", 41],
  ["Blue", ""],
]
const withRows = (rows: unknown, attrs: object = { headerRow: true }) => ({
  type: "doc",
  content: [{ type: "table", attrs, rows }],
})
const seats = (attrs?: object) => parseDocument(withRows(SEATS, attrs))
const html = (content: PostDocument) => renderContentHtml(samplePost("p1", { content }), "en")

/** Issues of what is refused. */
function refusalOf(value: unknown): string {
  try {
    parseDocument(value)
    return "taken"
  } catch (error) {
    if (!isAppError(error)) throw error
    return JSON.stringify(error.issues ?? error.code)
  }
}

describe("a table", () => {
  it("comes from lines parted by tabs, with the row that names its columns", () => {
    expect(documentFromText("Result:\n\nParty\tSeats\nRed\t41\nBlue\t\n\nMore soon.").content).toEqual([
      { type: "paragraph", content: [{ type: "text", text: "Result:" }] },
      seats().content[0],
      { type: "paragraph", content: [{ type: "text", text: "More soon." }] },
    ])
    expect(documentFromText("Ann\tBen\nCem\tDan").content[0]).not.toHaveProperty("attrs")
    const wide = Array.from({ length: 2 }, () => `${"a\t".repeat(LIMITS.tableColumns)}b`).join("\n")
    expect(documentFromText(wide).content[0]?.type).toBe("paragraph")
  })

  it("comes from plain rows of the API, within bounds that are said", () => {
    const cell = { type: "tableCell" }
    expect(seats().content[0]).toMatchObject({
      type: "table",
      content: [
        {},
        { content: [{ content: [{ text: "Red" }] }, { content: [{ text: "41" }] }] },
        { content: [{}, cell] },
      ],
    })
    expect(refusalOf(withRows([["a", "b"], ["c"]]))).toContain("same number of cells")
    expect(refusalOf(withRows([Array.from({ length: LIMITS.tableColumns + 1 }, () => "x")]))).toContain("columns")
    expect(refusalOf(withRows(Array.from({ length: LIMITS.tableRows + 1 }, () => ["x"])))).toContain("rows")
    const many = Array.from({ length: 200 }, () => Array.from({ length: 20 }, () => "x"))
    expect(refusalOf(withRows(many))).toContain("cells")
    expect(refusalOf(withRows([["x".repeat(LIMITS.textBytes + 1)]]))).toContain("post_too_large")
    expect(refusalOf(withRows([[{ bold: true }]]))).not.toBe("taken")
  })

  it("is drawn with headings, numbers at the end of their column, and a name for its scroller where it has one", async () => {
    const page = await renderPostHtml(
      samplePost("p1", {
        content: seats({ headerRow: true, headerColumn: true, caption: "After <12>", sortable: true }),
      }),
      { slug: "storm", timeZone: "UTC", language: "en" },
    )
    expect(page).toMatch(/<figcaption[^>]*>After &lt;12&gt;<\/figcaption>/)
    expect(page).toMatch(/<th scope="col"[^>]*class="table-number"[^>]*>Seats<\/th>/)
    expect(page).toMatch(/<th[^>]*scope="row"[^>]*>Red<\/th><td[^>]*class="table-number"[^>]*>41<\/td>/)
    // No script of ours is where it is drawn elsewhere.
    expect(page).not.toMatch(/<button|tabindex/)
    expect(await html(seats())).not.toContain("figcaption")
  })

  it("knows columns of numbers as people write them", () => {
    const columns = ["1.204", "−3", "12,5 %", "£4m", "٤٢", "–", "A7", "12 of 40", ""]
    expect(findNumberColumns([columns])).toEqual([0, 1, 2, 3, 4])
    expect(
      findNumberColumns([
        ["1", "x"],
        ["", "2"],
      ]),
    ).toEqual([0])
  })

  it("is words for search, feeds and summaries, and names a post only where nothing else does", () => {
    const document = seats({ headerRow: true, caption: "Seats so far" })
    expect(documentText(document)).toBe("Seats so far\nParty | Seats\nRed | 41\nBlue | –")
    expect(excerpt(document, 200)).toBe("Seats so far – Party | Seats – Red | 41 – Blue | –")
    const lead = documentFromText("Red wins.").content
    expect(firstWritten({ type: "doc", content: [...document.content, ...lead] })).toBe("Red wins.")
    expect(isBlank(parseDocument(withRows([["", " "]], {})))).toBe(true)
  })

  it("is merged and compared as a whole", () => {
    const theirs = parseDocument(withRows([...SEATS, ["Green", 7]]))
    expect(mergeDocuments(seats(), seats(), theirs)).toMatchObject([{ kind: "settled", by: "theirs" }])
    expect(diffDocuments(seats(), theirs).map(({ kind }) => kind)).toEqual(["removed", "added"])
  })
})
