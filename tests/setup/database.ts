import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, inject } from "vitest"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { stopLive } from "@/lib/realtime/broker"
import { databaseUrl, execute, TEMPLATE } from "./postgres"

/** Gives a test file a database of its own, copied from the migrated template, and the connections to it. */
export function useDatabase(): void {
  const name = `test_${randomBytes(6).toString("hex")}`
  beforeAll(async () => {
    const server = inject("postgresUrl")
    await execute(server, `create database ${name} template ${TEMPLATE}`)
    setDatabaseUrl(databaseUrl(server, name))
  })
  afterAll(async () => {
    await stopLive()
    await closeDb()
    await execute(inject("postgresUrl"), `drop database ${name} with (force)`)
  })
}
