import { stylesOf } from "./styles"

const MAX_COLUMNS = 100

/** The cells of a table of data, row by row; a merged cell stands in each place that it covers. Null: the table is there for the looks. */
export function readRows(table: Element): (Element | null)[][] | null {
  if (isLayout(table)) return null
  const covered: ({ cell: Element; lines: number } | undefined)[] = []
  const rows = rowsOf(table).map((row) => {
    const cells: (Element | null)[] = []
    const skipCovered = () => {
      for (let above = covered[cells.length]; above && above.lines > 0; above = covered[cells.length]) {
        above.lines -= 1
        cells.push(above.cell)
      }
    }
    for (const cell of cellsOf(row)) {
      skipCovered()
      const [columns, lines] = [spanOf(cell, "colspan"), spanOf(cell, "rowspan")]
      for (let column = 0; column < columns && cells.length < MAX_COLUMNS; column += 1) {
        covered[cells.length] = { cell, lines: lines - 1 }
        cells.push(cell)
      }
    }
    skipCovered()
    return cells
  })
  const width = Math.max(0, ...rows.map((row) => row.length))
  const used = Array.from({ length: width }, (_, column) => rows.some((row) => hasWords(row[column] ?? null)))
  return rows.map((row) => used.flatMap((isUsed, column) => (isUsed ? [row[column] ?? null] : [])))
}

function rowsOf(table: Element): Element[] {
  return [...table.querySelectorAll("tr")].filter(
    (row) => row.closest("table") === table && stylesOf(row).get("display") !== "none" && !row.hasAttribute("hidden"),
  )
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName) && stylesOf(cell).get("display") !== "none")
}

/** Mails and old pages lay out their paragraphs in tables. */
function isLayout(table: Element): boolean {
  if (/^(presentation|none)$/.test(table.getAttribute("role") ?? "") || table.querySelector("table")) return true
  const cells = rowsOf(table).map(cellsOf)
  if (cells.every((row) => row.length <= 1)) return true
  if (table.querySelector("th, caption")) return false
  return cells.flat().some((cell) => {
    if (cell.querySelector("h1, h2, h3, h4, h5, h6, ul, ol, blockquote, hr")) return true
    const paragraphs = [...cell.querySelectorAll("p, div")].filter(
      (each) => !each.querySelector("p, div") && hasWords(each),
    )
    return paragraphs.length > 1 && (cell.textContent ?? "").length > 120
  })
}

function spanOf(cell: Element, name: "colspan" | "rowspan"): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? "1", 10)
  return span > 0 ? Math.min(span, name === "colspan" ? MAX_COLUMNS : 1_000) : 1
}

function hasWords(cell: Element | null): boolean {
  return cell !== null && ((cell.textContent ?? "").trim() !== "" || cell.querySelector("img, input") !== null)
}
