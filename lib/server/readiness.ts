import { db } from "@/lib/db/client"
import { readMigrations } from "@/lib/db/migrate"
import { isListening } from "@/lib/live/process-hub"

export type Readiness = { ready: boolean; database: boolean; migrations: boolean; listening: boolean }

/** What a load balancer needs to know before it sends readers here. */
export async function checkReady(): Promise<Readiness> {
  const applied = await readApplied().catch(() => null)
  const wanted = await readMigrations()
  const migrations = applied !== null && wanted.every(({ name }) => applied.has(name))
  const listening = isListening()
  return { ready: migrations && listening, database: applied !== null, migrations, listening }
}

async function readApplied(): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`
  return new Set(rows.map((row) => row.name))
}
