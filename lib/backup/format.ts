import { z } from "zod"

/*
 * A backup is gzipped text, one JSON value per line: what it is, then each table's name and rows, then what they add up to.
 * A row is its columns as PostgreSQL writes them, so that every type comes back as it was.
 */

/** Raised when older releases could not read the file any more. */
export const FORMAT = 1

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
export const rowSchema = z.array(z.string().nullable())

export const endSchema = z.object({
  end: z.object({
    tables: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
    sha256: z.string(),
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
