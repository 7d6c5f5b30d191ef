import { LIMITS } from "./content-limits"
import type { Inline, TableAttrs, TableBlock, TableRow } from "./document"

/** A number as people write it in a table: signs, currencies and units around digits. */
const NUMBER =
  /^[+±<>≈~(−–-]*\s?[\p{Sc}]?\s?[+−–-]?\p{Nd}[\p{Nd}.,:'’٫٬\u00a0\u202f ]*\s?(?:[\p{Sc}%‰°)]|\p{L}{1,3})?\.?$/u
const NOTHING = /^[\s–—−-]*$/

/** Inlines of a cell; a cell without words has none. */
export function tableRow(cells: Inline[][]): TableRow {
  return {
    type: "tableRow",
    content: cells.map((content) => ({ type: "tableCell", ...(content.length > 0 ? { content } : {}) })),
  }
}

/** A table of rows that may differ in length. Null: there is none, or it is larger than one may be. */
export function makeTable(rows: Inline[][][], attrs: TableAttrs = {}): TableBlock | null {
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0 || width > LIMITS.tableColumns || rows.length > LIMITS.tableRows) return null
  if (width * rows.length > LIMITS.tableCells) return null
  const content = rows.map((row) => tableRow(Array.from({ length: width }, (_, column) => row[column] ?? [])))
  return { type: "table", ...(Object.keys(attrs).length > 0 ? { attrs } : {}), content }
}

/** True where the first row names columns: words over at least one column of numbers. */
export function namesColumns(rows: string[][]): boolean {
  const [first = [], ...rest] = rows
  if (rest.length === 0 || first.some((cell) => isNumber(cell))) return false
  return findNumberColumns(rest).some((column) => (first[column] ?? "").trim() !== "")
}

/** The columns that hold numbers and nothing else; dashes and gaps stand for no number. */
export function findNumberColumns(rows: string[][]): number[] {
  return (rows[0] ?? []).flatMap((_, column) => {
    const cells = rows.map((row) => row[column] ?? "")
    return cells.some(isNumber) && cells.every((cell) => isNumber(cell) || NOTHING.test(cell)) ? [column] : []
  })
}

function isNumber(cell: string): boolean {
  return cell.length < 40 && NUMBER.test(cell.trim())
}
