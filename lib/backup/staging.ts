import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { isLockConflict } from "@/lib/database-faults"
import { BackupError } from "./format"
import { quoteIdentifier } from "./tables"

/** Where a backup is unpacked and checked, beside what is in use. */
export const STAGING = "running_story_restore"

const LOCK_TIMEOUT_MS = 3_000
const LOCK_PAUSE_MS = 1_000
const STOOD_STILL_MS = 60_000
const TAKE_OVER_TRIES = 10
// Any number that only restores use.
const ADVISORY_LOCK = 7_266_002
const LOCK_PATIENCE_MS = 5_000
const LOCK_RETRY_MS = 200

/** The same database, seen from that place. */
export function stagingUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set("options", `-c search_path=${STAGING}`)
  return url.href
}

/**
 * Lets one restore at a time work on a database; the lock ends with the connection, so that what a killed one left is told from
 * what is in use. One that was killed just now may still have its connection for a moment.
 */
export async function lockRestores(client: pg.Client): Promise<void> {
  const deadline = Date.now() + LOCK_PATIENCE_MS
  while (!(await tryLock(client))) {
    if (Date.now() > deadline)
      throw new BackupError(
        "Another restore is at work on this database. Wait until it has ended; nothing was changed.",
      )
    await sleep(LOCK_RETRY_MS)
  }
}

/** Removes what a restore left that was killed; true when there was something. One that is at work is left alone. */
export async function removeLeftStaging(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on("error", () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_namespace where nspname = $1", [STAGING])
    if (!rowCount || !(await tryLock(client))) return false
    await dropStaging(client)
    return true
  } finally {
    await client.end().catch(() => {})
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [ADVISORY_LOCK])
  return rows[0]?.taken ?? false
}

export async function makeStaging(client: pg.Client): Promise<void> {
  await dropStaging(client)
  await client.query(`create schema ${STAGING}`)
}

export async function dropStaging(client: pg.Client): Promise<void> {
  await client.query(`drop schema if exists ${STAGING} cascade`)
}

/** Throws in words when there is something in the database that a restore would take away. */
export async function requireEmpty(client: pg.Client): Promise<void> {
  const counts = await countWhatIsThere(client)
  if (counts.blogs === 0 && counts.people === 0) return
  throw new BackupError(
    `This database is in use: it holds ${counts.blogs} live blogs and ${counts.people} accounts. Restore into an empty one, or say --force to replace all of it.`,
  )
}

async function countWhatIsThere(client: pg.Client): Promise<{ blogs: number; people: number }> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('blog') is not null and to_regclass('user') is not null as there",
  )
  if (!rows[0]?.there) return { blogs: 0, people: 0 }
  const { rows: counts } = await client.query<{ blogs: number; people: number }>(
    `select (select count(*)::int from blog) as blogs, (select count(*)::int from "user") as people`,
  )
  return counts[0] ?? { blogs: 0, people: 0 }
}

/**
 * Puts what was unpacked in the place of what is there, in one transaction: until it commits everybody sees the old state,
 * and after it the new one. `check` is asked once nobody can change anything any more.
 */
export async function promoteStaging(
  client: pg.Client,
  check: () => Promise<void>,
  tries = TAKE_OVER_TRIES,
): Promise<void> {
  await client.query("begin")
  try {
    // While a table is waited for, everybody else waits behind us: never for long.
    await client.query(
      `set local lock_timeout = ${LOCK_TIMEOUT_MS}; set local idle_in_transaction_session_timeout = ${STOOD_STILL_MS}`,
    )
    const { rows } = await client.query<{ schema: string }>("select current_schema() as schema")
    const schema = rows[0]?.schema
    if (!schema || schema === STAGING) throw new BackupError("This database has no schema to restore into.")
    const place = quoteIdentifier(schema)
    const [tables, types] = [await listTables(client, STAGING), await listTypes(client, STAGING)]
    const functions = await listFunctions(client, STAGING)
    // What else lives in this schema is not ours.
    const old = (await listTables(client, schema)).filter((table) => tables.includes(table))
    for (const table of old)
      await client.query(`lock table ${place}.${quoteIdentifier(table)} in access exclusive mode`)
    await check()
    for (const table of old) await client.query(`drop table ${place}.${quoteIdentifier(table)} cascade`)
    for (const type of types) await client.query(`drop type if exists ${place}.${quoteIdentifier(type)}`)
    for (const { name } of functions) await client.query(`drop function if exists ${place}.${name} cascade`)
    for (const type of types) await client.query(`alter type ${STAGING}.${quoteIdentifier(type)} set schema ${place}`)
    for (const table of tables)
      await client.query(`alter table ${STAGING}.${quoteIdentifier(table)} set schema ${place}`)
    for (const { name, hasPath } of functions) {
      await client.query(`alter function ${STAGING}.${name} set schema ${place}`)
      if (hasPath) await client.query(`alter function ${place}.${name} set search_path from current`)
    }
    await client.query(`drop schema ${STAGING}`)
    await client.query("commit").catch((error: unknown) => {
      if (isServerError(error)) throw error
      throw new BackupError(
        "The connection to the database was lost in the last step. Look whether the backup is in its place, else restore it again.",
        { cause: error },
      )
    })
  } catch (error) {
    await client.query("rollback").catch(() => {})
    // Whoever saves at this moment holds one table and wants the next; a backup holds them all for as long as it takes.
    if (!isLockConflict(error)) throw error
    if (tries <= 1)
      throw new BackupError("Something else holds the database's tables, such as a backup. Nothing was changed.", {
        cause: error,
      })
    await sleep(LOCK_PAUSE_MS)
    await promoteStaging(client, check, tries - 1)
  }
}

async function listTables(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = $1 order by tablename",
    [schema],
  )
  return rows.map(({ name }) => name)
}

/** Functions with their arguments; `hasPath`: they look for others in the schema that they were made in. */
async function listFunctions(client: pg.Client, schema: string): Promise<{ name: string; hasPath: boolean }[]> {
  const { rows } = await client.query<{ name: string; hasPath: boolean }>(
    `select quote_ident(proname) || '(' || pg_get_function_identity_arguments(oid) || ')' as name,
      coalesce(array_to_string(proconfig, ',') like 'search_path=%', false) as "hasPath"
    from pg_proc where pronamespace = $1::regnamespace order by proname`,
    [schema],
  )
  return rows
}

async function listTypes(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select typname as name from pg_type where typnamespace = to_regnamespace($1) and typtype = 'e' order by typname",
    [schema],
  )
  return rows.map(({ name }) => name)
}

// Only what PostgreSQL itself answers has a severity.
function isServerError(error: unknown): boolean {
  return error instanceof Error && "severity" in error
}
