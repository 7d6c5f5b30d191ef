import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { env } from "@/lib/env"
import { counts } from "@/lib/metrics/counts"
import { singleton, takeSingleton } from "@/lib/singleton"
import { Prisma, PrismaClient } from "./generated/client"
import { ANSWER_TIMEOUT_MS, limitSession } from "./session-limits"

/** Of one process. Those that write get a part of them: see `transaction.ts`. */
export const MAX_CONNECTIONS = 10

const NAME = "database"
const POOL = "database-pool"

/** The one Prisma client of this process: two pools would share nothing but the database's connection limit. */
export function db(): PrismaClient {
  return singleton(NAME, connect)
}

/** Ends the process's connections; the next `db()` opens new ones. */
export async function closeDb(): Promise<void> {
  const client = takeSingleton<PrismaClient>(NAME)
  takeSingleton(POOL)
  await client?.$disconnect()
}

/** How many connections there are, how many of them nobody uses, and how many statements wait for one. */
export function poolState(): { total: number; idle: number; waiting: number } {
  const { totalCount: total, idleCount: idle, waitingCount: waiting } = pool()
  return { total, idle, waiting }
}

export function requireDatabaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url)
    throw new Error("DATABASE_URL is not set. Start with `npm start` or `npm run dev`, which bring a database along.")
  return url
}

/** The database's own address, which LISTEN and migrations need; DATABASE_URL may lead through a pooler. */
export function requireDirectUrl(): string {
  return env().DIRECT_URL ?? requireDatabaseUrl()
}

function pool(): pg.Pool {
  return singleton(
    POOL,
    () =>
      new pg.Pool({
        connectionString: requireDatabaseUrl(),
        max: MAX_CONNECTIONS,
        // Fail in words within seconds instead of hanging while the database is away.
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
        onConnect: limitSession,
        // A database that is frozen says nothing at all: give up here, so that the last known page can be shown.
        query_timeout: ANSWER_TIMEOUT_MS,
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
      }),
  )
}

function connect(): PrismaClient {
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  const onPoolError = () => {
    counts.poolErrors += 1
  }
  const adapter = new PrismaPg(pool(), { onPoolError, onConnectionError: () => {}, disposeExternalPool: true })
  const client: PrismaClient<"error"> = new PrismaClient({
    adapter,
    // Its longer words repeat what was to be written, which belongs in no log.
    errorFormat: "minimal",
    omit: { account: { password: true } },
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
    log: [{ emit: "event", level: "error" }],
  })
  client.$on("error", () => {
    counts.queryErrors += 1
  })
  return client
}

export type Transaction = Prisma.TransactionClient
export { Prisma }
