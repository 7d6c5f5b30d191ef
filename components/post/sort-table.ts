/*
 * Sorts the rows of a table on the page, by the column whose heading was pressed: upwards, downwards, as it was. A table that
 * changes while it is sorted is sorted again.
 */

const ORDERS = ["ascending", "descending", "none"] as const
type Order = (typeof ORDERS)[number]

const watched = new WeakSet<HTMLTableElement>()

export function sortTable(button: Element): void {
  const heading = button.closest("th")
  const table = button.closest("table")
  if (!heading || !table) return
  const before = ORDERS.findIndex((order) => order === heading.getAttribute("aria-sort"))
  for (const each of table.querySelectorAll("th[aria-sort]")) each.removeAttribute("aria-sort")
  heading.setAttribute("aria-sort", ORDERS[(before + 1) % ORDERS.length] ?? "none")
  arrange(table)
  if (!watched.has(table)) watch(table)
}

function watch(table: HTMLTableElement): void {
  watched.add(table)
  const observer = new MutationObserver(() => {
    arrange(table)
    // What was just arranged is no news.
    observer.takeRecords()
  })
  observer.observe(table, { childList: true, characterData: true, subtree: true })
}

function arrange(table: HTMLTableElement): void {
  const body = table.tBodies[0]
  const heading = table.querySelector<HTMLTableCellElement>("th[aria-sort]")
  if (!body || !heading) return
  const order: Order = ORDERS.find((each) => each === heading.getAttribute("aria-sort")) ?? "none"
  const language = table.closest("[lang]")?.getAttribute("lang") || "en"
  const toNumber = numberReader(language)
  const collator = new Intl.Collator(language, { numeric: true })
  const rows = [...body.rows].map((row) => {
    const text = row.cells[heading.cellIndex]?.textContent?.trim() ?? ""
    return { row, text, number: toNumber(text), place: Number(row.cells[0]?.dataset.row) }
  })
  const areNumbers = rows.every(({ text, number }) => number !== null || isGap(text))
  const sign = order === "descending" ? -1 : 1
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]): number => {
    if (order === "none") return a.place - b.place
    // Gaps come last, whichever way.
    const gaps = Number(isGap(a.text)) - Number(isGap(b.text))
    const values = areNumbers ? (a.number ?? 0) - (b.number ?? 0) : collator.compare(a.text, b.text)
    return gaps || sign * values || a.place - b.place
  }
  const sorted = rows.sort(compare)
  if (sorted.some(({ row }, index) => row !== body.rows[index])) body.append(...sorted.map(({ row }) => row))
}

function isGap(text: string): boolean {
  return /^[\s–—−-]*$/.test(text)
}

/** Reads numbers as a language writes them: "1.234,5" in German. */
function numberReader(language: string): (text: string) => number | null {
  const format = new Intl.NumberFormat(language)
  const decimal = format.formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? "."
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [format.format(digit), String(digit)]))
  return (text) => {
    const sign = /^[^\p{Nd}]*[−–-]/u.test(text) ? -1 : 1
    const found = [...text].map((letter) => digits.get(letter) ?? letter).join("")
    const number = /\d[\d.,'’٫٬\s]*/.exec(found)?.[0].trim()
    const rest = number === undefined ? "" : found.replace(number, "")
    // "A7" and "3 of 5" are words.
    if (number === undefined || /\d|\p{L}{4}|^\s*\p{L}/u.test(rest)) return null
    const [whole = "", ...fraction] = number.replace(/[.,]$/, "").split(decimal)
    const value = Number(`${whole.replaceAll(/\D/g, "")}.${fraction.join("").replaceAll(/\D/g, "") || "0"}`)
    return Number.isFinite(value) ? sign * value : null
  }
}
