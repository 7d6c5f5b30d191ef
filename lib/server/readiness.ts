import { db } from "@/lib/db/client"
import { type Migration, readMigrations } from "@/lib/db/migrate"
import type { ResponsePayload } from "@/lib/http/payload"
import { jsonPayload } from "@/lib/http/payload"
import { isListening } from "@/lib/realtime/broker"
import { singleton, takeSingleton } from "@/lib/singleton"

const WANTED = "wanted-migrations"

export type Readiness = {
  ready: boolean
  database: boolean
  migrations: boolean
  listening: boolean
  /** What is missing, in words; empty when nothing is. */
  reasons: string[]
}

/** What a load balancer needs to know before it sends readers here. */
export async function checkReady(): Promise<Readiness> {
  const wanted = await wantedMigrations()
  const applied = await readApplied().catch(() => null)
  const missing = applied ? wanted.filter(({ name }) => !applied.has(name)).length : 0
  const listening = isListening()
  const reasons = [
    ...(applied ? [] : ["The database does not answer."]),
    ...(missing > 0 ? [`The database lacks ${missing} of this release's migrations.`] : []),
    ...(listening ? [] : ["Announcements of changes do not arrive: the listening connection is not there."]),
  ]
  const migrations = applied !== null && missing === 0
  return { ready: reasons.length === 0, database: applied !== null, migrations, listening, reasons }
}

/** The same as an answer: 200, else 503. */
export async function handleReady(): Promise<ResponsePayload> {
  const readiness = await checkReady()
  return jsonPayload(readiness.ready ? 200 : 503, JSON.stringify(readiness))
}

/** What a process says of itself while it stops: it lives, and nobody new should be sent to it. */
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
