import { randomBytes } from "node:crypto"
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import type { Totals } from "@/lib/backup/format"
import { restoreBackup } from "@/lib/backup/restore-backup"
import { writeBackup } from "@/lib/backup/write-backup"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { migrate, readMigrations } from "@/lib/db/migrate"
import { savePicture } from "@/lib/media/save-picture"
import type { Cursor } from "@/lib/protocol/delta"
import { stopLive } from "@/lib/realtime/broker"
import { createHttpServer } from "@/lib/server/http-server"
import { apiDesk } from "../../scripts/conformance/desk-client"
import { followersOf } from "../../scripts/conformance/follow"
import type { Reader } from "../../scripts/conformance/reader-client"
import { useDatabase } from "../setup/database"
import { databaseUrl, execute } from "../setup/postgres"
import { DESK, makeBlog, makePost } from "../setup/story"
import { makePerson, signInAs } from "./people-helpers"
import { jpegWithPlace } from "./picture-samples"

// Others may be busy on this machine.
const PATIENT = { timeout: 20_000 }

const RELEASE = "9.9.9"

describe("a backup", () => {
  useDatabase()
  let folder = ""
  const made: string[] = []
  const file = (name: string) => path.join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "running-story-backup-"))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    for (const name of made) await execute(inject("postgresUrl"), `drop database if exists ${name} with (force)`)
  })

  async function makeEmptyDatabase(): Promise<string> {
    const name = `test_restore_${randomBytes(6).toString("hex")}`
    made.push(name)
    await execute(inject("postgresUrl"), `create database ${name}`)
    return databaseUrl(inject("postgresUrl"), name)
  }

  async function read<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client.query<T>(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (error) => client.end().then(() => Promise.reject(error)),
    )
  }

  /** What a page does: its state is then the one that the server draws. */
  function loadAnewWhenTold(reader: Reader): void {
    const take = reader.take.bind(reader)
    reader.take = (value, options) => {
      const outcome = take(value, options)
      if (outcome === "reset") reader.feed = { ...reader.feed, ...(value as Cursor), posts: [] }
      return outcome
    }
  }

  const hashesOf = ({ tables }: Totals) => new Map(tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]))

  it("taken while editors save is one moment, and comes back in an empty database as it was", async () => {
    const blog = await makeBlog()
    await makePerson("admin")
    await savePicture(DESK, await jpegWithPlace())
    await db().$executeRaw`insert into autosave (user_id, blog_id, content, tab_id, sequence)
      select "user".id, ${blog.id}, 'null', 'tab', 1 from "user" limit 1`
    let saving = true
    const editors = [1, 2, 3].map(async (editor) => {
      for (let number = 0; saving; number += 1) await makePost(blog.id, `saved ${editor}.${number}\n"quoted" \\ ü 😀`)
    })
    const backup = async () => {
      await expect.poll(() => db().post.count(), PATIENT).toBeGreaterThan(10)
      const taken = await writeBackup(requireDatabaseUrl(), file("under-load.gz"), RELEASE)
      return { totals: taken, countAfter: await db().post.count() }
    }
    const { totals, countAfter } = await backup().finally(() => {
      saving = false
      return Promise.all(editors)
    })

    const posts = totals.tables.find(({ name }) => name === "post")?.rows ?? 0
    expect(posts).toBeGreaterThan(0)
    expect(posts).toBeLessThanOrEqual(countAfter)
    const target = await makeEmptyDatabase()
    const { totals: restored } = await restoreBackup(target, file("under-load.gz"))
    expect(restored).toEqual(totals)
    const again = await writeBackup(target, file("again.gz"), RELEASE)
    const [before, after] = [hashesOf(totals), hashesOf(again)]
    for (const [name, hash] of before) if (name !== "blog") expect([name, after.get(name)]).toEqual([name, hash])
    // One moment: the blog's count and version are those of the posts that are in the same file.
    const [state] = await read<{ count: number; version: number; posts: number; newest: number; pushed: number }>(
      target,
      `select public_count as count, version, pusher_version as pushed, (select count(*)::int from post) as posts,
        (select max(version) from post) as newest from blog`,
    )
    expect(state).toEqual({ count: posts, version: posts, posts, newest: posts, pushed: posts })
    const [old] = await read<{ epoch: string }>(requireDatabaseUrl(), "select epoch from blog")
    const [fresh] = await read<{ epoch: string }>(target, "select epoch from blog")
    expect(fresh?.epoch).not.toBe(old?.epoch)
  })

  it("is for its owner's eyes alone, and does not replace another one", async () => {
    await writeBackup(requireDatabaseUrl(), file("mine.gz"), RELEASE)
    expect((await stat(file("mine.gz"))).mode & 0o777).toBe(0o600)
    await expect(writeBackup(requireDatabaseUrl(), file("mine.gz"), RELEASE)).rejects.toThrow("is there already")
  })

  it("that is interrupted leaves no file", async () => {
    const client = new pg.Client({ connectionString: requireDatabaseUrl() })
    await client.connect()
    // Holds the backup at a table in the middle, until its connection is cut.
    await client.query("begin; lock table revision in access exclusive mode")
    const backup = writeBackup(requireDatabaseUrl(), file("cut.gz"), RELEASE)
    const outcome = expect(backup).rejects.toThrow()
    await expect.poll(() => readdir(folder), PATIENT).toContain("cut.gz.part")
    const cut = () => db().$queryRaw<unknown[]>`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'declare backup%' and wait_event_type = 'Lock'`
    await expect.poll(async () => (await cut()).length, PATIENT).toBe(1)
    await outcome
    await client.end()
    expect((await readdir(folder)).filter((name) => name.startsWith("cut"))).toEqual([])
  })

  it("that its owner stops leaves no file", async () => {
    const stopped = writeBackup(requireDatabaseUrl(), file("stopped.gz"), RELEASE, AbortSignal.abort())
    await expect(stopped).rejects.toThrow("Stopped. No backup was made.")
    expect((await readdir(folder)).filter((name) => name.startsWith("stopped"))).toEqual([])
  })

  it("that is cut off or changed is refused, and changes nothing", async () => {
    const whole = await readFile(file("mine.gz"))
    const lines = gunzipSync(whole).toString().trimEnd().split("\n")
    const post = lines.findIndex((line) => line.startsWith('["post_'))
    const changed = lines.with(post, (lines[post] ?? "").replace("saved", "forged"))
    const faults: [string, Buffer, string][] = [
      ["cut", whole.subarray(0, whole.length / 2), "its end is missing"],
      ["without end", gzipSync(`${lines.slice(0, -1).join("\n")}\n`), "its end is missing"],
      ["changed", gzipSync(`${changed.join("\n")}\n`), "not what was written"],
      ["row gone", gzipSync(`${lines.toSpliced(post, 1).join("\n")}\n`), "not what was written"],
      ["no backup", gzipSync("hello\n"), "no backup of Running Story"],
      ["no gzip", Buffer.from("hello"), "no gzip file"],
    ]
    const target = await makeEmptyDatabase()
    for (const [name, bytes, words] of faults) {
      await writeFile(file(name), bytes)
      await expect(restoreBackup(target, file(name)), name).rejects.toThrow(words)
    }
    const left = await read(target, "select nspname from pg_namespace where nspname like 'running_story%'")
    const tables = await read(target, "select tablename from pg_tables where schemaname = 'public'")
    expect([left, tables]).toEqual([[], []])
  })

  it("of a newer release is refused, in words", async () => {
    const target = await makeEmptyDatabase()
    const older = (await readMigrations()).slice(0, -1)
    await expect(restoreBackup(target, file("mine.gz"), { migrations: older })).rejects.toThrow(
      /made by another release \(9\.9\.9\), with the migration/,
    )
  })

  it("of an older release is brought up to date", async () => {
    const target = await makeEmptyDatabase()
    const newer = {
      name: "20990101000000_newer",
      sql: "alter table blog add column newer int default 7",
      checksum: "x",
    }
    const migrations = [...(await readMigrations()), newer]
    const { migrated } = await restoreBackup(target, file("mine.gz"), { migrations })
    expect(migrated).toEqual([newer.name])
    expect(await read(target, "select distinct newer from blog")).toEqual([{ newer: 7 }])
    // The release that runs there finds its database up to date.
    expect(await migrate(target, migrations)).toEqual([])
  })

  it("does not replace a database in use, unless told to", async () => {
    await expect(restoreBackup(requireDatabaseUrl(), file("mine.gz"))).rejects.toThrow("This database is in use")
  })

  it("makes every open page load anew exactly once, with everybody signed out if wanted", async () => {
    const server = createHttpServer({ request: (_, response) => void response.writeHead(404).end(), upgrade: null })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { email } = await makePerson("editor")
    await signInAs(email)
    const { id, slug, epoch } = await makeBlog()
    await makePost(id, "in the backup")
    await writeBackup(requireDatabaseUrl(), file("reload.gz"), RELEASE)
    await makePost(id, "lost with the old database")

    const target = { url, desk: apiDesk(url, ""), pusher: null, sockets: true }
    const followers = followersOf(target, { slug, epoch, version: 0 })
    for (const { reader } of followers) loadAnewWhenTold(reader)
    for (const follower of followers) follower.connect()
    const versions = () => followers.map(({ reader }) => reader.feed.version)
    await expect.poll(versions, PATIENT).toEqual(followers.map(() => 2))

    await restoreBackup(requireDatabaseUrl(), file("reload.gz"), { force: true, endSessions: true })
    const states = () => followers.map(({ name, reader }) => [name, reader.resets, reader.feed.version])
    await expect.poll(states, PATIENT).toEqual(followers.map(({ name }) => [name, 1, 1]))
    expect(await db().session.count()).toBe(0)

    // From there all go on as ever: what comes next arrives, and nobody is told to load anew again.
    await makePost(id, "after the restore")
    await expect.poll(states, PATIENT).toEqual(followers.map(({ name }) => [name, 1, 2]))
    expect(followers.flatMap(({ reader }) => reader.problems)).toEqual([])
    for (const follower of followers) await follower.cut()
    await stopLive()
    server.closeAllConnections()
    server.close()
  })
})
