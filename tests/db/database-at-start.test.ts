import { connect, createServer, type Server } from "node:net"
import pg from "pg"
import { afterEach, describe, expect, it } from "vitest"
import { requireDatabaseUrl } from "@/lib/db/client"
import { migrate, readMigrations } from "@/lib/db/migrate"
import { waitForDatabase } from "@/lib/db/wait-for-database"
import { findFreePort } from "../../scripts/lib/start-product"
import { useDatabase } from "../setup/database"

const ADVICE = "undo that or restore a backup"

describe("a database that is not there when the product starts", () => {
  useDatabase()
  let open: Server | undefined
  afterEach(() => void open?.close())

  /** The address of our database, with something about it that is not right. */
  function addressWith(change: (url: URL) => void): string {
    const url = new URL(requireDatabaseUrl())
    change(url)
    return url.href
  }

  async function failureOf(url: string, patienceMs?: number): Promise<{ words: string; said: string[]; took: number }> {
    const said: string[] = []
    const begun = performance.now()
    const words = await waitForDatabase(url, {
      say: (each) => said.push(each),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }).then(
      () => "connected",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    return { words, said, took: performance.now() - begun }
  }

  it("is waited for in words, and used as soon as it answers", async () => {
    const { hostname, port } = new URL(requireDatabaseUrl())
    const later = await findFreePort()
    const said: string[] = []
    const waiting = waitForDatabase(
      addressWith((url) => {
        url.port = String(later)
      }),
      { say: (words) => said.push(words) },
    )
    await expect.poll(() => said).toEqual([`No database answers at ${hostname}:${later}. Waiting for up to 60 s …`])
    open = createServer((near) => {
      const far = connect(Number(port), hostname)
      near.on("error", () => far.destroy()).pipe(far)
      far.on("error", () => near.destroy()).pipe(near)
    })
    await new Promise<void>((resolve) => open?.listen(later, "127.0.0.1", resolve))
    await waiting
  })

  it("is given up in words when it does not come, with what to do", async () => {
    const port = await findFreePort()
    const gone = addressWith((url) => {
      url.port = String(port)
    })
    const { words } = await failureOf(gone, 1_000)
    expect(words).toMatch(/^No database answers at 127\.0\.0\.1:\d+\. Waited 1 s\. Start it, or put the right host/)
  })

  it("is told from one that says nothing, and from another program on its port", async () => {
    open = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))
    await new Promise<void>((resolve) => open?.listen(0, "127.0.0.1", resolve))
    const address = open.address()
    const other = addressWith((url) => {
      url.port = String(typeof address === "object" ? address?.port : "")
    })
    expect((await failureOf(other, 0)).words).toContain("cannot be reached")
  })

  const wrong: [what: string, change: (url: URL) => void, words: string][] = [
    [
      "a wrong password",
      (url) => {
        url.password = "not-this-one"
      },
      "The database refuses the password of running_story. Correct the password in DATABASE_URL.",
    ],
    [
      "a user that it does not know",
      (url) => {
        url.username = "nobody_here"
      },
      "The database refuses the password of nobody_here.",
    ],
    [
      "a database that is not there",
      (url) => {
        url.pathname = "/none"
      },
      "There is no database none. Make it (createdb), or correct DATABASE_URL.",
    ],
    [
      "encryption that it does not offer",
      (url) => {
        url.searchParams.set("sslmode", "require")
      },
      "The server does not support SSL connections",
    ],
  ]

  it.each(wrong)("fails at once and in words with %s", async (_, change, words) => {
    const failure = await failureOf(addressWith(change))
    expect(failure.words).toContain(words)
    expect(failure.said).toEqual([])
    expect(failure.took).toBeLessThan(10_000)
  })
})

describe("a migration that fails", () => {
  useDatabase()

  async function messageOf(sql: string, url = requireDatabaseUrl()): Promise<string> {
    const bad = { name: "20990101000000_bad", sql, checksum: "x" }
    return migrate(url, [...(await readMigrations()), bad]).then(
      () => "It was applied.",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  }

  const faults: [sql: string, cause: string, advice: string][] = [
    ["alter table nowhere add column x int", 'relation "nowhere" does not exist (42P01)', ADVICE],
    ["create table half (x int); select 1/0", "division by zero (22012)", ADVICE],
    ["creat table x ()", 'syntax error at or near "creat" (42601)', ADVICE],
    ["do $$ begin raise exception 'no' using detail = 'Because.', hint = 'Ask.'; end $$", "Because. Ask.", ADVICE],
    ["do $$ begin raise disk_full; end $$", "(53100)", "Make room on the database's disk"],
    ["set transaction read only; create table x ()", "read-only transaction (25006)", "the address of the primary"],
    ["select pg_terminate_backend(pg_backend_pid())", "terminating connection", "Look whether the database runs"],
  ]

  it.each(faults)("says which one, why, and what to do: %s", async (sql, cause, advice) => {
    const words = await messageOf(sql)
    expect(words).toContain("The migration 20990101000000_bad failed; the database is as it was before it.")
    expect(words).toContain(cause)
    expect(words).toContain(advice)
    const client = new pg.Client({ connectionString: requireDatabaseUrl() })
    await client.connect()
    const { rows } = await client.query("select to_regclass('half') as half")
    await client.end()
    expect(rows).toEqual([{ half: null }])
  })

  it("because its user may make no tables says so, with what to grant", async () => {
    const client = new pg.Client({ connectionString: requireDatabaseUrl() })
    await client.connect()
    await client.query("drop table if exists _prisma_migrations; create role guest login password 'guest-of-the-tests'")
    const guest = new URL(requireDatabaseUrl())
    guest.username = "guest"
    guest.password = "guest-of-the-tests"
    try {
      const words = await messageOf("select 1", guest.href)
      expect(words).toContain("permission denied for schema public (42501)")
      expect(words).toContain("grant all on schema public")
    } finally {
      await client.query("drop role guest")
      await client.end()
    }
  })
})
