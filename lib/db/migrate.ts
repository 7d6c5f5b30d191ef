import { createHash, randomUUID } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { isLockConflict } from "@/lib/database-faults"

export const MIGRATIONS_DIR = path.join(process.cwd(), "prisma", "migrations")

// Any number that only this runner uses: two processes starting at once take turns.
const ADVISORY_LOCK = 7_266_001

const CREATE_TABLE = `
  create table if not exists "_prisma_migrations" (
    id varchar(36) primary key,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

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
  await client.connect()
  try {
    // Whoever stands still with the lock in hand loses it, and the next one goes on.
    await client.query(`set idle_session_timeout = ${STOOD_STILL_MS}`)
    await client.query(`set idle_in_transaction_session_timeout = ${STOOD_STILL_MS}`)
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK])
    await client.query(CREATE_TABLE)
    const applied = await readApplied(client)
    requireKnown(applied, wanted)
    const missing = wanted.filter((migration) => !applied.has(migration.name))
    for (const migration of missing) await applyMigration(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.end()
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
    await client.query("rollback")
    if (isLockConflict(error) && tries > 1) {
      await sleep(LOCK_PAUSE_MS)
      return applyMigration(client, migration, tries - 1)
    }
    throw new Error(`The migration ${migration.name} failed; the database is as it was before it.`, { cause: error })
  }
}
