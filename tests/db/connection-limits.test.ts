import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import pg from "pg"
import { afterEach, describe, expect, it } from "vitest"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { closeDb, db, requireDatabaseUrl, type Transaction } from "@/lib/db/client"
import { migrate, readMigrations } from "@/lib/db/migrate"
import { transaction } from "@/lib/db/transaction"
import { setDatabaseUrl } from "@/lib/env"
import { startPooler } from "../fakes/pooler"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

useDatabase()

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

type Limits = { lock: string; idle: string; statement: string }

async function limitsOf(tx: Transaction): Promise<Limits | undefined> {
  const [limits] = await tx.$queryRaw<Limits[]>`
    select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle`
  return limits
}

describe("a connection of the product", () => {
  const ofBlog = { lock: "500ms", idle: "5s", statement: "7500ms" }
  const ofOthers = { lock: "5s", idle: "5s", statement: "7500ms" }

  it("waits for no lock for long, and loses a transaction that stands still", async () => {
    const blog = await makeBlog()
    expect(await limitsOf(db())).toEqual(ofOthers)
    expect(await transaction(limitsOf)).toEqual(ofOthers)
    expect(await withBlogLock(blog.id, limitsOf)).toEqual(ofBlog)
  })

  it("does so behind a pooler, which takes no settings at the start, without leaving any to others", async () => {
    const direct = requireDatabaseUrl()
    const pooler = await startPooler(direct)
    undo.push(async () => {
      await closeDb()
      setDatabaseUrl(direct)
      await pooler.stop()
    })
    await closeDb()
    setDatabaseUrl(pooler.url)
    const blog = await makeBlog()
    expect(await makePost(blog.id, "Through the pooler.")).toMatchObject({ version: 1 })
    expect(await transaction(limitsOf)).toEqual(ofOthers)
    expect(await withBlogLock(blog.id, limitsOf)).toEqual(ofBlog)
    expect(await limitsOf(db())).toEqual({ lock: "0", idle: "0", statement: "0" })
  })

  it("opens no transaction but by the one way that sets them", () => {
    const sources = ["app", "lib"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    )
    const opening = sources.filter((file) => /\.tsx?$/.test(file) && !file.includes("generated"))
    expect(opening.filter((file) => readFileSync(file, "utf8").includes(".$transaction("))).toEqual([
      path.join("lib", "db", "transaction.ts"),
    ])
  })
})

describe("a migration that has to wait for a table", () => {
  it("keeps readers waiting for two seconds and no longer, and is applied when the table is free", async () => {
    await makeBlog()
    const backup = new pg.Client({ connectionString: requireDatabaseUrl() })
    await backup.connect()
    undo.push(() => backup.end())
    await backup.query("begin; select count(*) from blog")
    const added = { name: "20990101000000_added", sql: "alter table blog add column added text", checksum: "none" }
    const applied = migrate(requireDatabaseUrl(), [...(await readMigrations()), added])
    await expect.poll(countWaiting, { timeout: 10_000, interval: 20 }).toBe(1)
    const start = performance.now()
    await db().blog.count()
    expect(performance.now() - start).toBeLessThan(4_000)
    await backup.query("rollback")
    expect(await applied).toEqual([added.name])
  })

  async function countWaiting(): Promise<number> {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return row?.count ?? 0
  }
})
