import { createHash, randomUUID } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { isLockConflict } from "@/lib/database-faults"

export const MIGRATIONS_DIR = path.join(process.cwd(), "prisma", "migrations")

// Any number that only this runner uses: two processes starting at once take turns.
const ADVISORY_LOCK = 7_266_001

const MIGRATIONS_TABLE = "_prisma_migrations"
const CREATE_TABLE = `
  create table if not exists "${MIGRATIONS_TABLE}" (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

const FIX =
  "If the database was changed by hand, undo that or restore a backup (npm run restore); else tell us, with these lines."
/** By PostgreSQL's code, or its class. */
const FIXES: Record<string, string> = {
  "42501": "Let the database's user make tables there: grant all on schema public to that user.",
  "25": "The database can only be read: give DATABASE_URL the address of the primary.",
  "53": "Make room on the database's disk, or give it more memory and connections.",
  "55": "Something holds the tables for too long: end it (pg_stat_activity tells).",
  "57": "Look whether the database runs.",
  "58": "The database's disk fails: look into its log.",
}
const STOOD_STILL_MS = 60_000
const LOCK_TIMEOUT_MS = 2_000
const LOCK_PAUSE_MS = 3_000
/** For some minutes: as long as a backup of many pictures may take. */
const LOCK_TRIES = 60

export type Migration = { name: string; sql: string; checksum: string }

/** The migrations of this release in order: one folder each, named by time. */
export async function readMigrations(directory = MIGRATIONS_DIR): Promise<Migration[]> {
  const entries = await readdir(/* turbopackIgnore: true */ directory, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(/* turbopackIgnore: true */ path.join(directory, name, "migration.sql"), "utf8")
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") }
    }),
  )
}

/**
 * Brings a database up to this release, each migration in a transaction of its own, and returns the names of those it
 * applied. Needs neither Prisma's command line nor its engine; keeps the same book (`_prisma_migrations`), so that
 * `prisma migrate deploy` can go on where it stopped. Throws when the database holds a migration that this release
 * does not know or has with another text.
 */
export async function migrate(databaseUrl: string, migrations?: Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations())
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  // A connection that breaks fails the statement at hand; without a listener it would end the process before that.
  client.on("error", () => {})
  await client.connect()
  try {
    // Whoever stands still with the lock in hand loses it, and the next one goes on.
    await client.query(`set idle_session_timeout = ${STOOD_STILL_MS}`)
    await client.query(`set idle_in_transaction_session_timeout = ${STOOD_STILL_MS}`)
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK])
    await client.query(CREATE_TABLE).catch((error: unknown) => {
      throw new MigrationFailed(MIGRATIONS_TABLE, error)
    })
    const applied = await readApplied(client)
    requireKnown(applied, wanted)
    const missing = wanted.filter((migration) => !applied.has(migration.name))
    for (const migration of missing) await applyMigration(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.end().catch(() => {})
  }
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `select migration_name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

function requireKnown(applied: Map<string, string>, wanted: Migration[]) {
  const known = new Map(wanted.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of applied) {
    if (!known.has(name)) {
      throw new Error(`The database is newer than this release: it has the migration ${name}. Start the newer release.`)
    }
    if (known.get(name) !== checksum) throw new Error(`The migration ${name} was changed after it had been applied.`)
  }
}

async function applyMigration(client: pg.Client, migration: Migration, tries = LOCK_TRIES): Promise<void> {
  await client.query("begin")
  try {
    // While a table is waited for (behind a backup, say), everybody else waits behind us: never for long.
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
    await client.query(migration.sql)
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query("commit")
  } catch (error) {
    await client.query("rollback").catch(() => {})
    if (isLockConflict(error) && tries > 1) {
      await sleep(LOCK_PAUSE_MS)
      return applyMigration(client, migration, tries - 1)
    }
    throw new MigrationFailed(migration.name, error)
  }
}

/** Says which migration failed, why, and what to do. */
export class MigrationFailed extends Error {
  constructor(name: string, cause: unknown) {
    const said = cause instanceof Error ? cause.message : String(cause)
    const { code, detail, hint } = (
      typeof cause === "object" && cause !== null ? cause : {}
    ) as Partial<pg.DatabaseError>
    const more = [detail, hint].filter(Boolean).join(" ")
    super(
      `The migration ${name} failed; the database is as it was before it.
  PostgreSQL: ${said}${code ? ` (${code})` : ""}${more ? `\n  ${more}` : ""}
  ${FIXES[code ?? "57"] ?? FIXES[code?.slice(0, 2) ?? "57"] ?? FIX} Then start again.`,
      { cause },
    )
    this.name = "MigrationFailed"
  }
}
