import { z } from "zod"

/*
 * A backup is gzipped text, one JSON value per line: what it is, then each table's name and rows, then what they add up to.
 * A row is its columns as PostgreSQL writes them, so that every type comes back as it was.
 */

/**
 * Raised when older releases could not read the file any more. 2: the header's hash stands at the end too (decision 034);
 * files of before are still read.
 */
export const FORMAT = 2

/** Longest line of a row: twice a picture's bytes, with room. */
export const MAX_ROW_BYTES = 128 * 1024 * 1024
/** Longest of all other lines. */
export const MAX_LINE_BYTES = 1024 * 1024
/** No backup unpacks to so many times its size; looked at once it is large. */
export const MAX_RATIO = 250
export const LARGE_BYTES = 64 * 1024 * 1024

export const headerSchema = z.object({
  runningStory: z.literal("backup"),
  format: z.int(),
  release: z.string(),
  postgres: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In an order in which no row comes before one that it points to. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})

export const tableSchema = z.object({ table: z.string() })

export const endSchema = z.object({
  end: z.object({
    tables: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
    sha256: z.string(),
    /** Of the header's line; missing in files of format 1. */
    header: z.string().optional(),
  }),
})

export type Header = z.infer<typeof headerSchema>
export type Totals = z.infer<typeof endSchema>["end"]

/** A backup that cannot be made, read or brought back, in words for the person at the terminal. */
export class BackupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = "BackupError"
  }
}
