import pg from "pg"
import { type Migration, migrate, readMigrations } from "@/lib/db/migrate"
import { BackupError, type Header, type Totals } from "./format"
import { type BackupPart, readBackup } from "./read-backup"
import { toBackupError } from "./refused"
import { dropStaging, lockRestores, makeStaging, promoteStaging, requireEmpty, STAGING, stagingUrl } from "./staging"
import { quoteIdentifier, readTables, type Table } from "./tables"

const BATCH_CHARACTERS = 4_000_000
const BATCH_ROWS = 1_000

export type RestoreOptions = {
  /** Replace what is there. */
  force?: boolean
  /** Everybody has to sign in again. */
  endSessions?: boolean
  /** The migrations of this release; read from its folder unless given. */
  migrations?: Migration[]
  /** Gives it up, up to where it takes the place of what is there. */
  signal?: AbortSignal
}
export type Restored = { header: Header; totals: Totals; migrated: string[] }

/**
 * Brings a backup back. It is unpacked and checked beside what is there, brought up to this release, and takes its place in
 * one transaction: a backup that is damaged or does not fit changes nothing. Every blog gets a new version line, so that
 * every open page notices and loads anew. Throws `BackupError` in words.
 */
export async function restoreBackup(
  databaseUrl: string,
  file: string,
  options: RestoreOptions = {},
): Promise<Restored> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on("error", () => {})
  try {
    await client.connect()
    await lockRestores(client)
    if (!options.force) await requireEmpty(client)
    await makeStaging(client)
    try {
      const restored = await unpack(client, databaseUrl, file, options)
      await client.query("reset search_path")
      requireGoing(options.signal)
      await promoteStaging(client, async () => {
        if (!options.force) await requireEmpty(client)
      })
      await wakeListeners(client)
      return restored
    } catch (error) {
      await client.query("rollback").catch(() => {})
      // Where the connection is gone too, the next start or restore does it.
      await dropStaging(client).catch(() => {})
      throw error
    }
  } catch (error) {
    throw toBackupError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

function requireGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BackupError("Stopped. Nothing was changed.")
}

async function unpack(
  client: pg.Client,
  databaseUrl: string,
  file: string,
  { endSessions = false, migrations, signal }: RestoreOptions,
): Promise<Restored> {
  const known = migrations ?? (await readMigrations())
  const parts = readBackup(file)
  try {
    const first: BackupPart | undefined = (await parts.next()).value
    if (!first || !("header" in first)) throw new BackupError("This file is no backup of Running Story.")
    const { header } = first
    await migrate(stagingUrl(databaseUrl), migrationsOf(header, known))
    await client.query(`set search_path to ${STAGING}`)
    await client.query("begin")
    const totals = await load(client, header, parts, signal)
    if (endSessions) await client.query("delete from session")
    await client.query("commit")
    requireGoing(signal)
    const migrated = await migrate(stagingUrl(databaseUrl), known)
    await client.query(
      `update blog set epoch = gen_random_uuid()::text, pusher_version = version, pusher_failing_since = null, pusher_error = null`,
    )
    return { header, totals, migrated }
  } finally {
    await parts.return(undefined)
  }
}

/** The migrations that the backup's database had: the rows are read into what they were written from. */
function migrationsOf({ migrations, release }: Header, known: Migration[]): Migration[] {
  const isInOrder = migrations.every(({ name }, at) => at === 0 || name > (migrations[at - 1]?.name ?? ""))
  if (!isInOrder) throw new BackupError("This backup does not fit: its migrations are in no order.")
  return migrations.map(({ name, checksum }) => {
    const migration = known.find((each) => each.name === name)
    if (!migration)
      throw new BackupError(
        `This backup was made by another release (${release}), with the migration ${name}. Restore it with that one.`,
      )
    if (migration.checksum !== checksum)
      throw new BackupError(
        `The migration ${name} is another one here than when this backup was made (release ${release}).`,
      )
    return migration
  })
}

async function load(
  client: pg.Client,
  header: Header,
  parts: AsyncGenerator<BackupPart>,
  signal: AbortSignal | undefined,
): Promise<Totals> {
  const tables = new Map((await readTables(client)).map((table) => [table.name, table]))
  requireSameTables(header, tables)
  let batch = { table: "", lines: [] as string[], characters: 0, from: 1 }
  const flush = async () => {
    const { table: name, lines, from } = batch
    const table = tables.get(name)
    if (table && lines.length > 0)
      await insert(client, table, header, lines).catch((error: unknown) => {
        const to = from + lines.length - 1
        throw toBackupError(error, `${name}, ${from === to ? `row ${from}` : `a row of ${from} to ${to}`}`)
      })
    batch = { table: name, lines: [], characters: 0, from: from + lines.length }
  }
  for await (const part of parts) {
    requireGoing(signal)
    if ("header" in part) continue
    if ("totals" in part) {
      await flush()
      return part.totals
    }
    const isFull = batch.characters + part.line.length > BATCH_CHARACTERS || batch.lines.length >= BATCH_ROWS
    if (part.table !== batch.table || isFull) await flush()
    if (part.table !== batch.table) batch = { table: part.table, lines: [], characters: 0, from: 1 }
    batch.lines.push(part.line)
    batch.characters += part.line.length
  }
  throw new BackupError("This backup is damaged: its end is missing.")
}

function requireSameTables(header: Header, tables: Map<string, Table>): void {
  const isSame = ({ name, columns }: Header["tables"][number]) => {
    const here = tables.get(name)?.columns.map((column) => column.name) ?? []
    return here.length === columns.length && here.every((column) => columns.includes(column))
  }
  const other = header.tables.find((table) => !isSame(table))
  const isComplete = new Set(header.tables.map(({ name }) => name)).size === tables.size
  if (other || !isComplete || header.tables.length !== tables.size)
    throw new BackupError(
      `This backup does not fit: its tables are not those of its migrations${other ? ` (${other.name})` : ""}.`,
    )
}

// Types are those of the tables here; nothing of the file becomes part of a statement but values.
async function insert(client: pg.Client, table: Table, header: Header, lines: string[]): Promise<void> {
  const names = header.tables.find(({ name }) => name === table.name)?.columns ?? []
  const typeOf = (name: string) => table.columns.find((column) => column.name === name)?.type ?? "text"
  const values = names.map((name, place) => `(line ->> ${place})::${typeOf(name)}`).join(", ")
  await client.query(
    `insert into ${quoteIdentifier(table.name)} (${names.map(quoteIdentifier).join(", ")}) select ${values} from json_array_elements($1::json) line`,
    [`[${lines.join(",")}]`],
  )
}

// Servers that run meanwhile read everything again when their listening connection comes back.
async function wakeListeners(client: pg.Client): Promise<void> {
  await client
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'running-story-listen' and pid <> pg_backend_pid()`,
    )
    // A database user who may not end others' connections: the servers are to be started anew then.
    .catch(() => {})
}
