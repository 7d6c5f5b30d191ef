import { LIMITS } from "./content-limits"

type Rows = { content: unknown[] }[]

/** True where each row has as many cells as the first. */
export function hasEvenRows(rows: Rows): boolean {
  return rows.every(({ content }) => content.length === rows[0]?.content.length)
}

export function hasFewCells(rows: Rows): boolean {
  return rows.reduce((count, { content }) => count + content.length, 0) <= LIMITS.tableCells
}
