import type { z } from "zod"
import {
  BackupError,
  endSchema,
  FORMAT,
  type Header,
  headerSchema,
  MAX_LINE_BYTES,
  type Totals,
  tableSchema,
} from "./format"
import { broken, readLines } from "./read-lines"
import { isRow } from "./rows"
import { RunningTotals } from "./totals"

/** What a backup says of itself, a row of one of its tables, or, last and only if all of it is whole, its totals. */
export type BackupPart = { header: Header } | { table: string; line: string } | { totals: Totals }

/**
 * Reads a backup from its first line to its last. Throws `BackupError` when it is none, is cut off, or does not add up to
 * what it says: whoever acts on it must wait for `totals`.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const lines = readLines(file)
  try {
    const first = await lines.next()
    const header = parseHeader(first.done ? "" : first.value)
    yield { header }
    const adding = new RunningTotals(first.value)
    let at = -1
    for await (const line of lines) {
      const table = header.tables[at]
      if (line.startsWith("[")) {
        if (!table || !isRow(line, table.columns.length)) throw broken()
        adding.add(line)
        yield { table: table.name, line }
      } else if (line.startsWith('{"table"')) {
        at += 1
        const { table: name } = parse(tableSchema, line)
        if (name !== header.tables[at]?.name) throw broken("its tables are not those that it names")
        adding.begin(name)
      } else {
        const { end } = parse(endSchema, line)
        if (at !== header.tables.length - 1) throw broken("a table of it is missing")
        const wanted = adding.total(header.format)
        if (JSON.stringify(wanted) !== JSON.stringify(end)) throw broken("its content is not what was written")
        if (!(await lines.next()).done) throw broken("something follows its end")
        return yield { totals: end }
      }
    }
    throw broken("its end is missing")
  } finally {
    await lines.return(undefined)
  }
}

function parseHeader(line: string): Header {
  const found = headerSchema.safeParse(parseJson(line))
  if (!found.success) throw new BackupError("This file is no backup of Running Story.")
  const { format, release } = found.data
  if (format > FORMAT)
    throw new BackupError(`This backup was made by a newer release (${release}). Restore it with that one.`)
  return found.data
}

function parse<T>(schema: z.ZodType<T>, line: string): T {
  const found = schema.safeParse(parseJson(line))
  if (!found.success) throw broken()
  return found.data
}

// What is deeply nested costs memory by its depth; a line of ours has none.
function parseJson(line: string): unknown {
  try {
    return line.length > MAX_LINE_BYTES ? undefined : JSON.parse(line)
  } catch {
    return undefined
  }
}
