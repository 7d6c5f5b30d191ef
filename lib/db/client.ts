import { PrismaPg } from "@prisma/adapter-pg"
import { env } from "@/lib/env"
import { perProcess, takePerProcess } from "@/lib/per-process"
import { Prisma, PrismaClient } from "./generated/client"

const NAME = "database"

/** The one Prisma client of this process: two pools would share nothing but the database's connection limit. */
export function db(): PrismaClient {
  return perProcess(NAME, () => connect(requireDatabaseUrl()))
}

/** Ends the process's connections; the next `db()` opens new ones. */
export async function closeDb(): Promise<void> {
  await takePerProcess<PrismaClient>(NAME)?.$disconnect()
}

export function requireDatabaseUrl(): string {
  const url = env().DATABASE_URL
  if (!url)
    throw new Error("DATABASE_URL is not set. Start with `npm start` or `npm run dev`, which bring a database along.")
  return url
}

function connect(connectionString: string): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: 10,
      // Fail in words within seconds instead of hanging while the database is away.
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      // A database that is frozen says nothing at all: give up here, so that the last known page can be shown.
      query_timeout: 8_000,
      keepAlive: true,
    },
    // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
    { onPoolError: () => {}, onConnectionError: () => {} },
  )
  return new PrismaClient({
    adapter,
    omit: { account: { password: true } },
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  })
}

export type Transaction = Prisma.TransactionClient
export { Prisma }
