import type { Socket } from "node:net"
import pg from "pg"
import { describe, expect, it } from "vitest"
import { getActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { closeDb, db, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { toAppError } from "@/lib/errors"
import { startTcpProxy } from "../../scripts/lib/fakes/tcp-proxy"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD, signInAs } from "./people-helpers"

const NOBODY_LISTENS = "postgresql://nobody:nothing@127.0.0.1:1/none"

describe("while the database is away", () => {
  useDatabase()

  async function connectTo(url: string) {
    await closeDb()
    setDatabaseUrl(url)
  }

  for (const secret of [undefined, "a-secret-of-the-deployer-that-is-long-enough"]) {
    const where = secret ? "the environment" : "the database"
    it(`people are told so, and are signed in again when it is back (secret in ${where})`, async () => {
      if (secret) process.env.AUTH_SECRET = secret
      const database = requireDatabaseUrl()
      await connectTo(database)
      const { email } = await makePerson("editor")
      const browser = await signInAs(email)

      await connectTo(NOBODY_LISTENS)
      const tries = await Promise.allSettled([getActor(browser), signIn({ email, password: PASSWORD }, new Headers())])
      const codes = tries.map((each) => (each.status === "rejected" ? toAppError(each.reason).code : "done"))
      expect(codes).toEqual(["database_unavailable", "database_unavailable"])

      await connectTo(database)
      expect(await getActor(browser)).toMatchObject({ role: "editor" })
      delete process.env.AUTH_SECRET
    })
  }
})

/** A statement that is on its way while the database goes, as each of them reaches it. */
const STATEMENTS: Record<string, () => Promise<unknown>> = {
  "a statement of our own": () => db().$queryRaw`select count(*) from blog`,
  "a command": () => db().$executeRaw`update blog set title = 'Changed'`,
  "a query of a table": () => db().blog.findMany(),
  "a change of a table": () => db().blog.updateMany({ data: { title: "Changed" } }),
  "a transaction": () => db().$transaction((tx) => tx.$queryRaw`select id from blog for update`),
  "a change in a transaction": () => db().$transaction((tx) => tx.blog.updateMany({ data: { title: "Changed" } })),
}

describe("a save that is on its way when the database goes", () => {
  useDatabase()

  for (const [what, run] of Object.entries(STATEMENTS)) {
    it(`is told that the database is away, and not that we were wrong: ${what}`, async () => {
      const database = new URL(requireDatabaseUrl())
      const near = new Set<Socket>()
      const proxy = await startTcpProxy({ hostname: database.hostname, port: database.port }, (client, server) => {
        near.add(client)
        client.pipe(server).pipe(client)
      })
      const url = new URL(database)
      url.port = new URL(proxy.url).port
      const other = new pg.Client({ connectionString: String(database) })
      await other.connect()
      const ways: Record<string, () => unknown> = {
        "a reset": () => near.forEach((socket) => void socket.resetAndDestroy()),
        "a close": () => near.forEach((socket) => void socket.end()),
        "a kill": () =>
          other.query(`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`),
      }
      try {
        for (const [way, cut] of Object.entries(ways)) {
          await closeDb()
          setDatabaseUrl(String(url))
          // Nobody else gets at the table, so that what asks for it is on its way until the database goes.
          await expect.poll(() => countWaiting(other), { timeout: 20_000 }).toBe(0)
          await other.query("begin; lock table blog in access exclusive mode")
          const outcome = run().then(
            () => "done",
            (error: unknown) => toAppError(error).code,
          )
          await expect.poll(() => countWaiting(other), { timeout: 20_000 }).toBeGreaterThan(0)
          await cut()
          expect([way, await outcome]).toEqual([way, "database_unavailable"])
          await other.query("rollback")
        }
      } finally {
        await closeDb()
        setDatabaseUrl(String(database))
        await other.end()
        await proxy.stop()
      }
    })
  }
})

async function countWaiting(client: pg.Client): Promise<number> {
  // Within a transaction it would show what it showed first.
  await client.query("select pg_stat_clear_snapshot()")
  const { rows } = await client.query(`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state = 'active'`)
  return rows[0].n
}
