import { setTimeout as sleep } from "node:timers/promises"
import { db } from "@/lib/db/client"
import { type Migration, readMigrations } from "@/lib/db/migrate"
import { databaseTrouble, troubleWords } from "@/lib/db/trouble"
import { type ErrorCode, toAppError } from "@/lib/errors"
import type { ResponsePayload } from "@/lib/http/payload"
import { jsonPayload } from "@/lib/http/payload"
import { canListen, isListening, listenAttempted } from "@/lib/realtime/broker"
import { singleton, takeSingleton } from "@/lib/singleton"
import { MIN_FREE_BYTES, readFreeSpace } from "./free-space"

const WANTED = "wanted-migrations"
const MEGABYTE = 1024 ** 2
/** A cold function waits so long for its first connection before it says that there is none. */
const LISTEN_ATTEMPT_MS = 3_000
const NOT_LISTENING = "Announcements of changes do not arrive: the listening connection is not there."
const CANNOT_LISTEN =
  "Announcements of changes do not arrive: a pooler drops them. Set DIRECT_URL to the database's direct address."
const AWAY: Partial<Record<ErrorCode, string>> = {
  database_busy: "The database has no connection left, or is too busy to answer.",
  database_failing: "The database has a fault of its own. Its log says more.",
}

export type Readiness = {
  ready: boolean
  /** A fault that does not affect readers: load balancers keep sending them, monitoring should alert. */
  degraded: boolean
  database: boolean
  /** False while nothing can be saved. */
  writable: boolean
  migrations: boolean
  listening: boolean
  /** What is missing or wrong; empty when nothing is. */
  reasons: string[]
}

/** What a load balancer needs to know before it sends readers here. */
export async function checkReady(): Promise<Readiness> {
  const wanted = await wantedMigrations()
  const applied = await readApplied().catch((error: unknown) => toAppError(error))
  const isThere = applied instanceof Set
  const missing = isThere ? wanted.filter(({ name }) => !applied.has(name)).length : 0
  await Promise.race([listenAttempted(), sleep(LISTEN_ATTEMPT_MS, undefined, { ref: false })])
  const listening = isListening()
  const trouble = isThere ? databaseTrouble() : null
  const freeSpace = await readFreeSpace()
  const lacks = [
    ...(isThere ? [] : [AWAY[applied.code] ?? "The database does not answer."]),
    ...(missing > 0 ? [`The database lacks ${missing} of this release's migrations.`] : []),
    ...(listening ? [] : [canListen() ? NOT_LISTENING : CANNOT_LISTEN]),
  ]
  const faults = [
    ...(trouble ? [troubleWords(trouble)] : []),
    ...(freeSpace !== null && freeSpace < MIN_FREE_BYTES
      ? [`Only ${Math.floor(freeSpace / MEGABYTE)} MB are left on the disk of the database.`]
      : []),
  ]
  return {
    ready: lacks.length === 0,
    degraded: faults.length > 0,
    database: isThere,
    writable: isThere && (trouble === null || trouble === "failing"),
    migrations: isThere && missing === 0,
    listening,
    reasons: [...lacks, ...faults],
  }
}

/** The same as an answer: 200, else 503. */
export async function handleReady(): Promise<ResponsePayload> {
  const readiness = await checkReady()
  return jsonPayload(readiness.ready ? 200 : 503, JSON.stringify(readiness))
}

/** Health and readiness while the process stops: alive, but not for new requests. */
export function handleStopping(path: string | undefined): ResponsePayload | null {
  if (path === "/api/health") return jsonPayload(200, JSON.stringify({ status: "stopping" }))
  if (path !== "/api/ready") return null
  return jsonPayload(503, JSON.stringify({ ready: false, reasons: ["This server stops."] }))
}

// The files of a release do not change while it runs.
function wantedMigrations(): Promise<Migration[]> {
  return singleton(WANTED, () =>
    readMigrations().catch((error: unknown) => {
      // A disk that did not answer once is asked again.
      takeSingleton(WANTED)
      throw error
    }),
  )
}

async function readApplied(): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`
  return new Set(rows.map((row) => row.name))
}
