import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import { createGunzip } from "node:zlib"
import type { z } from "zod"
import {
  BackupError,
  endSchema,
  FORMAT,
  type Header,
  headerSchema,
  rowSchema,
  type Totals,
  tableSchema,
} from "./format"
import { RunningTotals } from "./totals"

/** What a backup says of itself, a row of one of its tables, or, last and only if all of it is whole, its totals. */
export type BackupPart = { header: Header } | { table: string; line: string } | { totals: Totals }

/**
 * Reads a backup from its first line to its last. Throws `BackupError` when it is none, is cut off, or does not add up to
 * what it says: whoever acts on it must wait for `totals`.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const adding = new RunningTotals()
  let header: Header | null = null
  let table: string | null = null
  for await (const line of readLines(file)) {
    if (!header) {
      header = parseHeader(line)
      yield { header }
    } else if (line.startsWith("[")) {
      if (table === null) throw broken()
      parse(rowSchema, line)
      adding.add(line)
      yield { table, line }
    } else if (line.startsWith('{"table"')) {
      table = parse(tableSchema, line).table
      adding.begin(table)
    } else {
      const { end } = parse(endSchema, line)
      if (JSON.stringify(adding.total()) !== JSON.stringify(end)) throw broken("its content is not what was written")
      return yield { totals: end }
    }
  }
  throw broken("its end is missing")
}

async function* readLines(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const text = createGunzip()
  raw.on("error", (error) => text.destroy(error))
  raw.pipe(text)
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })
    if (text.errored) throw text.errored
  } catch (error) {
    throw toWords(file, error)
  } finally {
    raw.destroy()
    text.destroy()
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

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function broken(how = "a line of it makes no sense"): BackupError {
  return new BackupError(`This backup is damaged: ${how}. Take another one; nothing was changed.`)
}

function toWords(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (code === "ENOENT") return new BackupError(`There is no file ${file}.`)
  if (code === "EACCES") return new BackupError(`${file} may not be read by this user.`)
  if (code === "Z_BUF_ERROR") return broken("its end is missing")
  if (code === "Z_DATA_ERROR") return broken("it is no gzip file, or was changed")
  return error
}
