import { once } from "node:events"
import { createWriteStream, existsSync } from "node:fs"
import { open, rename, rm } from "node:fs/promises"
import path from "node:path"
import { pipeline } from "node:stream/promises"
import { createGzip, type Gzip } from "node:zlib"
import pg from "pg"
import { findDatabaseFault } from "@/lib/database-faults"
import { makeFolder } from "@/lib/disk"
import { BackupError, FORMAT, type Header, type Totals } from "./format"
import { quoteIdentifier, readTables, type Table } from "./tables"
import { RunningTotals } from "./totals"

/** About so much is asked of the database at a time. */
const BATCH_CHARACTERS = 4_000_000
const INITIAL_BATCH_SIZE = 4
const MAX_ROWS = 1_000

/**
 * Writes everything that the database holds into one file: one moment of it, whatever is saved meanwhile. The file is for
 * its owner alone, and has its name only once it is whole. Nobody who saves waits for it. `signal` gives it up.
 */
export async function writeBackup(
  databaseUrl: string,
  file: string,
  release: string,
  signal?: AbortSignal,
): Promise<Totals> {
  if (existsSync(file)) throw new BackupError(`${file} is there already. Give the backup another name.`)
  await makeFolder(path.dirname(file))
  const part = `${file}.part`
  await rm(part, { force: true })
  try {
    const totals = await withClient(databaseUrl, (client) => writeTo(part, client, release, signal))
    await rename(part, file)
    return totals
  } catch (error) {
    await rm(part, { force: true })
    if (findDatabaseFault(error) !== "disk") throw error
    const words = `There is no room for the backup in ${path.dirname(file)}, or it cannot be written to. No backup was made.`
    throw new BackupError(words, { cause: error })
  }
}

async function withClient<T>(databaseUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  // A connection that breaks fails the statement at hand; without a listener it would end the process before that.
  client.on("error", () => {})
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function writeTo(part: string, client: pg.Client, release: string, signal?: AbortSignal): Promise<Totals> {
  await client.query("begin isolation level repeatable read read only")
  await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex'")
  // One that stands still holds its moment of the database, and what would change a table, no longer than this.
  await client.query("set local idle_in_transaction_session_timeout = '5min'")
  const tables = await readTables(client)
  const gzip = createGzip({ level: 6 })
  const written = pipeline(gzip, createWriteStream(part, { mode: 0o600, flags: "wx", flush: true }))
  // A disk that is full is told by the next write, and again below.
  written.catch(() => {})
  try {
    await writeLine(gzip, JSON.stringify(await readHeader(client, tables, release)))
    const adding = new RunningTotals()
    for (const table of tables) {
      await writeLine(gzip, JSON.stringify({ table: table.name }))
      adding.begin(table.name)
      for await (const line of readRows(client, table)) {
        if (signal?.aborted) throw new BackupError("Stopped. No backup was made.")
        adding.add(line)
        await writeLine(gzip, line)
      }
    }
    const totals = adding.total()
    await writeLine(gzip, JSON.stringify({ end: totals }))
    gzip.end()
    await written
    await syncFolder(path.dirname(part))
    return totals
  } finally {
    gzip.destroy()
    await written.catch(() => {})
  }
}

async function readHeader(client: pg.Client, tables: Table[], release: string): Promise<Header> {
  const { rows: migrations } = await client.query<Header["migrations"][number]>(
    `select migration_name as name, checksum from "_prisma_migrations"
      where finished_at is not null and rolled_back_at is null order by migration_name`,
  )
  const { rows } = await client.query<{ postgres: string; now: Date }>(
    "select current_setting('server_version') as postgres, now() as now",
  )
  return {
    runningStory: "backup",
    format: FORMAT,
    release,
    postgres: rows[0]?.postgres ?? "",
    takenAt: (rows[0]?.now ?? new Date()).toISOString(),
    migrations,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
  }
}

// Rows come through a cursor, a few pictures or many small rows at a time: the memory does not depend on the database.
async function* readRows(client: pg.Client, { name, columns, key }: Table): AsyncGenerator<string> {
  const values = columns.map((column) => `${quoteIdentifier(column.name)}::text`).join(", ")
  const order = (key.length > 0 ? key : columns.map((column) => column.name)).map(quoteIdentifier).join(", ")
  await client.query(
    `declare backup no scroll cursor for select json_build_array(${values})::text as line from ${quoteIdentifier(name)} order by ${order}`,
  )
  for (let count = INITIAL_BATCH_SIZE; ; ) {
    const { rows } = await client.query<{ line: string }>(`fetch ${count} from backup`)
    if (rows.length === 0) break
    let characters = 1
    for (const { line } of rows) {
      characters += line.length
      yield line
    }
    count = Math.max(1, Math.min(MAX_ROWS, Math.floor((BATCH_CHARACTERS * rows.length) / characters)))
  }
  await client.query("close backup")
}

async function writeLine(gzip: Gzip, line: string): Promise<void> {
  if (gzip.destroyed) throw gzip.errored ?? new Error("The backup's file was closed.")
  if (!gzip.write(`${line}\n`)) await once(gzip, "drain")
}

// So that the name outlives a power cut too.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r")
  await handle.sync().catch(() => {})
  await handle.close()
}
