import type { ReactNode } from "react"
import type { Inline, TableBlock, TableCell, TableRow } from "@/lib/content/document"
import { tableTexts } from "@/lib/content/plain-text"
import { findNumberColumns } from "@/lib/content/table"
import type { Messages } from "@/lib/i18n/messages"
import { InlineText } from "./inline-text"
import { withKeys } from "./with-keys"

type TableProps = {
  table: TableBlock
  words: Messages
  /** True where a script of ours scrolls and sorts it. */
  loadable: boolean
}

/** A table that scrolls inside itself where it is wider than the text; `sort-table.ts` answers its headings. */
export function TableFigure({ table, words, loadable }: TableProps) {
  const { caption, headerRow, headerColumn, sortable } = table.attrs ?? {}
  const [head, ...rest] = table.content
  const body = headerRow ? rest : table.content
  const numbers = new Set(findNumberColumns(headerRow ? tableTexts(table).slice(1) : tableTexts(table)))
  const sorts = Boolean(loadable && sortable && headerRow && body.length > 1)
  const alignment = (column: number) => (numbers.has(column) ? "table-number" : undefined)
  const drawRow = (row: TableRow, at: number): ReactNode =>
    withKeys(row.content).map(({ key, item }, column) => {
      const Cell = headerColumn && column === 0 ? "th" : "td"
      return (
        <Cell
          key={key}
          dir="auto"
          className={alignment(column)}
          {...(Cell === "th" ? { scope: "row" } : {})}
          {...(sorts && column === 0 ? { "data-row": at } : {})}
        >
          <InlineText content={item.content} />
        </Cell>
      )
    })
  const scroller = loadable ? { role: "region", "aria-label": caption || words.table, tabIndex: 0 } : {}
  return (
    <figure className="table-figure">
      {caption && (
        <figcaption dir="auto" className="table-title">
          {caption}
        </figcaption>
      )}
      <div className="table-scroll" {...scroller}>
        <table>
          {headerRow && head && (
            <thead>
              <tr>
                {withKeys(head.content).map(({ key, item }, column) => (
                  <th key={key} scope="col" dir="auto" className={alignment(column)}>
                    {sorts && isPlain(item) ? <SortButton cell={item} /> : <InlineText content={item.content} />}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {withKeys(body).map(({ key, item }, at) => (
              <tr key={key}>{drawRow(item, at)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** A link cannot stand in a button; a heading without words would be a button without a name. */
function isPlain({ content = [] }: TableCell): boolean {
  const isLink = (inline: Inline) => inline.type === "text" && inline.marks?.some(({ type }) => type === "link")
  return content.length > 0 && !content.some(isLink)
}

function SortButton({ cell }: { cell: TableCell }) {
  return (
    <button type="button" data-sort className="table-sort">
      <InlineText content={cell.content} />
    </button>
  )
}
