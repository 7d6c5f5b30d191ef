import { writeFile } from "node:fs/promises"
import pg from "pg"
import { afterEach, describe, expect, it } from "vitest"
import { createApiToken } from "@/lib/auth/api-tokens"
import { getActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { getTokenActor } from "@/lib/auth/token-actor"
import { findDatabaseFault } from "@/lib/database-faults"
import { closeDb, db, requireDatabaseUrl } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { setDatabaseUrl } from "@/lib/env"
import { toAppError } from "@/lib/errors"
import { processHub, stopLive } from "@/lib/realtime/broker"
import { checkReady } from "@/lib/server/readiness"
import { takeSingleton } from "@/lib/singleton"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"
import { makeActor, makePerson, PASSWORD, signInAs } from "./people-helpers"

useDatabase()

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
  takeSingleton("database trouble")
})

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (thrown: unknown) => {
      const { code, status } = toAppError(thrown)
      return `${status} ${code}`
    },
  )

/** From now on the database answers with this code to whoever writes such a row. */
async function failOn(table: string, sqlState: string): Promise<void> {
  await db().$executeRawUnsafe(`create function fail() returns trigger language plpgsql as
    $$ begin raise 'could not extend file "base/5/16384"' using errcode = '${sqlState}'; end $$`)
  await db().$executeRawUnsafe(
    `create trigger fail before insert or update on "${table}" for each row execute function fail()`,
  )
  undo.push(() => db().$executeRawUnsafe("drop function fail cascade"))
}

describe("what the database says of itself", () => {
  it.each([
    ["53100", "507 database_full"],
    ["25006", "503 database_read_only"],
    ["53000", "503 database_failing"],
    ["53200", "503 database_failing"],
    ["53400", "503 database_failing"],
    ["58030", "503 database_failing"],
    ["XX001", "503 database_failing"],
    ["53300", "503 database_busy"],
    ["57014", "503 database_busy"],
    ["57P01", "503 database_unavailable"],
    ["57P02", "503 database_unavailable"],
    ["57P03", "503 database_unavailable"],
    ["08006", "503 database_unavailable"],
  ])("%s is told as %s, and nothing is saved", async (sqlState, told) => {
    const blog = await makeBlog()
    await failOn("revision", sqlState)
    expect(await refusal(makePost(blog.id, "Not to be saved."))).toBe(told)
    expect(await db().post.count({ where: { blogId: blog.id } })).toBe(0)
    expect((await db().blog.findUniqueOrThrow({ where: { id: blog.id } })).version).toBe(0)
  })

  it("as a full disk is told to who signs in, too", async () => {
    const { email } = await makePerson("editor")
    await failOn("session", "53100")
    expect(await refusal(signIn({ email, password: PASSWORD }, new Headers()))).toBe("507 database_full")
  })

  it("when it ends a session in the middle of a save, or as it commits, is that it does not answer", async () => {
    const killer = new pg.Client({ connectionString: requireDatabaseUrl() })
    await killer.connect()
    undo.push(() => killer.end())
    const kill = (then: "reads on" | "commits") =>
      transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
        await killer.query("select pg_terminate_backend($1)", [row?.pid])
        if (then === "reads on") await tx.blog.count()
      })
    expect(await refusal(kill("reads on"))).toBe("503 database_unavailable")
    expect(await refusal(kill("commits"))).toBe("503 database_unavailable")
  })

  it("when it has no connection left is that it is busy", async () => {
    const role = `limited_${Date.now()}`
    await db().$executeRawUnsafe(`create role ${role} login password 'limited' connection limit 0`)
    const direct = requireDatabaseUrl()
    const url = new URL(direct)
    Object.assign(url, { username: role, password: "limited" })
    undo.push(async () => {
      await stopLive()
      await closeDb()
      setDatabaseUrl(direct)
      await db().$executeRawUnsafe(`drop role ${role}`)
    })
    await closeDb()
    setDatabaseUrl(url.href)
    expect(await refusal(db().blog.count())).toBe("503 database_busy")
    expect(await refusal(transaction((tx) => tx.blog.count()))).toBe("503 database_busy")
    expect((await checkReady()).reasons).toContain("The database has no connection left, or is too busy to answer.")
  })
})

describe("a database that takes no changes", () => {
  it("is said so, and keeps nobody from reading who has a session or a token", async () => {
    processHub()
    const blog = await makeBlog()
    const { email } = await makePerson("editor")
    const browser = await signInAs(email)
    const { token } = await createApiToken(await makeActor("admin"), { name: "A bot", blogId: null })
    // So long ago that both would be noted as used now.
    await db().$executeRaw`update session set updated_at = now() - interval '3 hours'`
    const name = new URL(requireDatabaseUrl()).pathname.slice(1)
    const turn = async (state: "on" | "off") => {
      await db().$executeRawUnsafe(`begin; set transaction read write;
        alter database ${name} set default_transaction_read_only = ${state}; commit`)
      await closeDb()
    }
    await turn("on")
    undo.push(() => turn("off"))
    expect(await getActor(browser)).toMatchObject({ role: "editor" })
    expect(await getTokenActor(`Bearer ${token}`)).toMatchObject({ name: "A bot" })
    expect(await refusal(makePost(blog.id, "Not now."))).toBe("503 database_read_only")
    await expect.poll(checkReady, { timeout: 10_000 }).toMatchObject({
      ready: true,
      degraded: true,
      writable: false,
      reasons: ["The database takes no changes (it is read-only): nothing can be saved. Reading goes on."],
    })
  })
})

describe("what is no fault of the database", () => {
  it("is not taken for one because of its words, nor a full disk of ours for its own", async () => {
    const words = new Error(
      "No such player: P1001, ECONNREFUSED 57P01 08123. Connection terminated? Query read timeout",
    )
    expect(findDatabaseFault(words)).toBeNull()
    expect(await refusal(writeFile("/dev/full", "no room"))).toBe("507 disk_full")
  })
})
