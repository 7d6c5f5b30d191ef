import { LIMITS } from "@/lib/content/content-limits"
import { namesColumns } from "@/lib/content/table"
import { escapeHtml } from "./inline-run"

type Row = { cells: (Element | null)[]; html: string[] }

/** A table as the editor takes it in, its cells in HTML; null where it is larger than one may be, or inside of a list. */
export function tableHtml(rows: Row[], caption: string): string | null {
  const width = Math.max(0, ...rows.map(({ html }) => html.length))
  if (width < 2 || width > LIMITS.tableColumns) return null
  if (rows.length > LIMITS.tableRows || rows.length * width > LIMITS.tableCells) return null
  const attributes = [
    caption === "" ? "" : ` data-caption="${escapeHtml(caption.slice(0, LIMITS.captionCharacters))}"`,
    hasHeaderRow(rows) ? " data-header-row" : "",
    rows.slice(1).length > 0 && rows.slice(1).every(({ cells }) => isHeading(cells[0])) ? " data-header-column" : "",
  ]
  const lines = rows.map(({ html }) => {
    const cells = Array.from({ length: width }, (_, column) => `<td>${html[column] ?? ""}</td>`)
    return `<tr>${cells.join("")}</tr>`
  })
  return `<table${attributes.join("")}><tbody>${lines.join("")}</tbody></table>`
}

/** Marked as headings, all bold over rows that are not, or words over numbers. */
function hasHeaderRow(rows: Row[]): boolean {
  const [first, second] = rows
  if (!first || !second) return false
  const filled = first.cells.filter((_, column) => first.html[column])
  if (filled.length > 0 && filled.every(isHeading)) return true
  const isBold = ({ html }: Row) =>
    html.every((cell) => cell === "" || /^<strong>(?:(?!<\/strong>).)*<\/strong>$/.test(cell))
  if (isBold(first)) return !isBold(second)
  return namesColumns(rows.map(({ html }) => html.map((cell) => cell.replaceAll(/<[^>]*>/g, ""))))
}

function isHeading(cell: Element | null | undefined): boolean {
  if (!cell) return false
  return cell.localName === "th" || cell.parentElement?.parentElement?.localName === "thead"
}

/** The lines of blocks, as a cell holds them. */
export function cellHtml(lines: string[]): string {
  return lines
    .join("<br>")
    .replaceAll(/<\/(?:p|li)>(?=.)/g, "<br>")
    .replaceAll(/<\/?(?:p|ul|ol|li|h\d|blockquote|table|tbody|tr|td)(?:\s[^>]*)?>/g, "")
    .replaceAll(/(?:<br>)+/g, "<br>")
    .replaceAll(/^<br>|<br>$/g, "")
}

/** A row where no table can be. */
export function rowLine({ html }: Row): string {
  return `<p>${html.map((cell) => cell.replaceAll("<br>", " ") || "–").join(" | ")}</p>`
}
