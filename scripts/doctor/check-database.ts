import pg from "pg"
import { type DatabaseFault, findDatabaseFault } from "@/lib/database-faults"
import { toConnectionProblem } from "@/lib/db/connection-problem"
import { readMigrations } from "@/lib/db/migrate"
import { TRY_ROOM } from "@/lib/db/trouble"
import type { Env } from "@/lib/env"
import { readPostgresFailure } from "@/scripts/lib/postgres/server-log"
import { databaseHome } from "@/scripts/lib/postgres/start-postgres"
import { type CheckResult, type DoctorCheck, failed, inShort, ok, skipped, warning } from "./check-result"

const OLDEST = 14
const TIMEOUT_MS = 5_000
const CLOCK_WARN_MS = 2_000
/** Pusher refuses signatures of a clock that is ten minutes off, and sessions end at odd times. */
const CLOCK_FAIL_MS = 5 * 60_000

const WHY_NOT: Partial<Record<DatabaseFault, [words: string, fix: string]>> = {
  full: [
    "No room is left for the database.",
    "Make room on its disk, or give it a larger one. Nothing else is needed.",
  ],
  readOnly: [
    "The database takes no changes.",
    "Point DATABASE_URL to the primary; some hosts set a database to read-only when its disk is full.",
  ],
  failing: [
    "The database has a fault of its own.",
    "Look into its log and at its disk. Take a backup if it still can.",
  ],
}

/** Can the database be reached, is it new enough, does it hold what this release expects, and does its clock agree? */
export const checkDatabase: DoctorCheck = async ({ env, databaseUrl, now }) => {
  if (!databaseUrl)
    return [
      readOwnFailure(env) ??
        skipped("database", "The database that comes along does not run. Start the server, then ask again."),
    ]
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS })
  client.on("error", () => {})
  try {
    await client.connect()
  } catch (error) {
    const { words, fix } = toConnectionProblem(error, databaseUrl)
    if (env.DATABASE_URL) return [failed("database", words, fix)]
    return [readOwnFailure(env) ?? failed("database", words, "The server starts it again by itself. Ask once more.")]
  }
  try {
    return [
      await checkVersion(client),
      await checkRoom(client),
      await checkMigrations(client),
      await checkClock(client, now),
    ]
  } catch (error) {
    return [failed("database", `The database answers, but not as it should: ${inShort(error)}`, "Look into its log.")]
  } finally {
    await client.end().catch(() => {})
  }
}

/** What the database that comes along said when it last did not start. */
function readOwnFailure({ DATABASE_URL, DATA_DIR }: Env): CheckResult | null {
  if (DATABASE_URL) return null
  try {
    const { log } = databaseHome(DATA_DIR)
    const failure = readPostgresFailure(log)
    return failure && failed("database", `The database that comes along did not start. ${failure.words}`, failure.fix)
  } catch (error) {
    return failed("database", `Its log cannot be read (${inShort(error)}).`, "Run this as the server's user.")
  }
}

async function checkVersion(client: pg.Client): Promise<CheckResult> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  )
  const { version = "", number = 0 } = rows[0] ?? {}
  if (number < OLDEST * 10_000)
    return failed("database", `PostgreSQL ${version} is too old.`, `Use ${OLDEST} or newer; we test with 18.`)
  return ok("database", `PostgreSQL ${version} answers.`)
}

/** Whether a megabyte can be written; nothing of it stays. */
async function checkRoom(client: pg.Client): Promise<CheckResult> {
  try {
    await client.query(`begin; ${TRY_ROOM}`)
    return ok("room", "The database takes what is written.")
  } catch (error) {
    const fault = findDatabaseFault(error)
    const why = fault ? WHY_NOT[fault] : undefined
    if (!why) return warning("room", `It could not be tried: ${inShort(error)}`, "Look into the database's log.")
    return failed("room", `${why[0]} (${inShort(error)})`, why[1])
  } finally {
    await client.query("rollback")
  }
}

async function checkMigrations(client: pg.Client): Promise<CheckResult> {
  const { rows: book } = await client.query<{ there: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as there",
  )
  if (!book[0]?.there)
    return warning("migrations", "This database is empty.", "Start the server: it brings it up to date.")
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  )
  const wanted = await readMigrations()
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const known = new Set(wanted.map(({ name }) => name))
  const missing = wanted.filter(({ name }) => !applied.has(name)).map(({ name }) => name)
  const changed = wanted.filter(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum)
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0)
    return failed(
      "migrations",
      `The database is newer than this release: ${unknown.join(", ")}.`,
      "Start the newer release, or restore the backup that was taken before the update.",
    )
  if (changed.length > 0)
    return failed(
      "migrations",
      `Changed after they had been applied: ${changed.map(({ name }) => name).join(", ")}.`,
      "Take this release's files as they are (git status tells what differs).",
    )
  if (missing.length > 0)
    return failed(
      "migrations",
      `The database lacks ${missing.join(", ")}.`,
      "Start the server: it applies them. If it refuses, the database's book of migrations was changed by hand: restore a backup.",
    )
  return ok("migrations", `All ${wanted.length} are applied.`)
}

async function checkClock(client: pg.Client, now: () => number): Promise<CheckResult> {
  const before = now()
  const { rows } = await client.query<{ at: Date }>("select clock_timestamp() as at")
  const own = (before + now()) / 2
  const off = own - (rows[0]?.at.getTime() ?? own)
  const words = `This machine's clock is ${(Math.abs(off) / 1000).toFixed(1)} s ${off > 0 ? "ahead of" : "behind"} the database's.`
  const fix = "Let both machines take their time from the network (NTP)."
  if (Math.abs(off) > CLOCK_FAIL_MS) return failed("clock", words, fix)
  return Math.abs(off) > CLOCK_WARN_MS ? warning("clock", words, fix) : ok("clock", "Agrees with the database's.")
}
