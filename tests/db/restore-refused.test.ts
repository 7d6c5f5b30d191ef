import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { createWriteStream } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { createGzip, gunzipSync, gzipSync } from "node:zlib"
import pg from "pg"
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest"
import type { Header } from "@/lib/backup/format"
import { type RestoreOptions, restoreBackup } from "@/lib/backup/restore-backup"
import { dropStaging, lockRestores, makeStaging, removeLeftStaging } from "@/lib/backup/staging"
import { RunningTotals } from "@/lib/backup/totals"
import { writeBackup } from "@/lib/backup/write-backup"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { readMigrations } from "@/lib/db/migrate"
import { savePicture } from "@/lib/media/save-picture"
import { useDatabase } from "../setup/database"
import { databaseUrl, execute } from "../setup/postgres"
import { DESK, makeBlog, makePost } from "../setup/story"
import { jpegWithPlace } from "./picture-samples"

const MEGABYTE = 1024 * 1024
const PATIENT = { timeout: 30_000 }

/** A backup, taken apart: what it says of itself, and each table's rows as lines. */
type Story = { header: Header; tables: [name: string, rows: string[]][] }

describe("a restore", () => {
  useDatabase()
  const name = `test_restore_${randomBytes(6).toString("hex")}`
  const target = databaseUrl(inject("postgresUrl"), name)
  let folder = ""
  let whole: Story
  const file = (called: string) => path.join(folder, called)

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "running-story-refused-"))
    await execute(inject("postgresUrl"), `create database ${name}`)
    const { id } = await makeBlog()
    await makePost(id, "one")
    await makePost(id, "two")
    await savePicture(DESK, await jpegWithPlace())
    await writeBackup(requireDatabaseUrl(), file("whole.gz"), "9.9.9")
    whole = takeApart(gunzipSync(await readFile(file("whole.gz"))).toString())
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await execute(inject("postgresUrl"), `drop database ${name} with (force)`)
  })
  // Whatever was tried: nothing of it is left, neither beside nor in the place of what is there.
  afterEach(async () => expect(await leftIn(target)).toEqual([]))

  function takeApart(text: string): Story {
    const [first = "", ...lines] = text.trimEnd().split("\n")
    const tables: Story["tables"] = []
    for (const line of lines.slice(0, -1)) {
      if (line.startsWith("{")) tables.push([JSON.parse(line).table, []])
      else tables.at(-1)?.[1].push(line)
    }
    return { header: JSON.parse(first), tables }
  }

  /** The lines of a backup that adds up, whatever it holds. */
  function putTogether({ header, tables }: Story): string[] {
    const first = JSON.stringify(header)
    const adding = new RunningTotals(first)
    const lines = [first]
    for (const [table, rows] of tables) {
      adding.begin(table)
      lines.push(JSON.stringify({ table }))
      for (const row of rows) {
        adding.add(row)
        lines.push(row)
      }
    }
    return [...lines, JSON.stringify({ end: adding.total(header.format) })]
  }

  async function read(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client.query({ text: sql, rowMode: "array" }).then(
      ({ rows }) => client.end().then(() => rows.flat()),
      (error) => client.end().then(() => Promise.reject(error)),
    )
  }

  const leftIn = (url: string) =>
    read(
      url,
      `select nspname::text from pg_namespace where nspname like 'running_story%'
        union all select tablename::text from pg_tables where schemaname = 'public'`,
    )

  async function refusal(lines: string[] | Buffer, options: RestoreOptions = {}): Promise<string> {
    const bytes = Buffer.isBuffer(lines) ? lines : gzipSync(`${lines.join("\n")}\n`, { level: 1 })
    await writeFile(file("faulty.gz"), bytes)
    return restoreBackup(target, file("faulty.gz"), options).then(
      () => "It was restored.",
      (error: unknown) => {
        expect(error).toMatchObject({ name: "BackupError" })
        return error instanceof Error ? error.message : ""
      },
    )
  }

  /** A story with one value changed in the first row of a table. */
  function withValue(table: string, column: string, value: string | null, story = structuredClone(whole)): Story {
    const columns = story.header.tables.find((each) => each.name === table)?.columns ?? []
    const rows = rowsOf(story, table)
    const row: unknown[] = JSON.parse(rows[0] ?? "")
    rows[0] = JSON.stringify(row.with(columns.indexOf(column), value))
    return story
  }

  function rowsOf({ tables }: Story, table: string): string[] {
    const rows = tables.find(([called]) => called === table)?.[1]
    if (!rows) throw new Error(`There is no table ${table}.`)
    return rows
  }

  function changed(change: (story: Story) => void): Story {
    const story = structuredClone(whole)
    change(story)
    return story
  }

  const misfits: [what: string, story: () => Story, words: string | RegExp][] = [
    [
      "no value where there must be one",
      () => withValue("blog", "title", null),
      /blog, row 1\): null value in column "title"/,
    ],
    [
      "a word where there must be a number",
      () => withValue("blog", "version", "many"),
      "invalid input syntax for type",
    ],
    ["a number that is too large", () => withValue("blog", "version", "9".repeat(40)), "out of range"],
    ["a choice that is none", () => withValue("blog", "status", "asleep"), "invalid input value for enum"],
    [
      "a document that is no JSON",
      () => withValue("post", "content", "{nothing"),
      "invalid input syntax for type json",
    ],
    ["a document nested without end", () => withValue("post", "content", "[".repeat(500_000)), "stack depth"],
    ["a post of a blog that is not there", () => withValue("post", "blog_id", "nowhere"), "foreign key"],
    [
      "the same row twice",
      () => changed((story) => void rowsOf(story, "blog").push(rowsOf(story, "blog")[0] ?? "")),
      "duplicate key value",
    ],
    [
      "a character that no text can hold",
      () =>
        changed((story) => {
          const rows = rowsOf(story, "blog")
          rows[0] = (rows[0] ?? "").replace('["', '["\\u0000')
        }),
      "unsupported Unicode escape sequence",
    ],
    [
      "a value too few",
      () =>
        changed((story) => {
          const rows = rowsOf(story, "blog")
          rows[0] = JSON.stringify(JSON.parse(rows[0] ?? "").slice(1))
        }),
      "a line of it makes no sense",
    ],
    [
      "a value too many",
      () =>
        changed((story) => {
          const rows = rowsOf(story, "blog")
          rows[0] = (rows[0] ?? "").replace("[", "[null,")
        }),
      "a line of it makes no sense",
    ],
    [
      "a number in place of a text",
      () =>
        changed((story) => {
          const rows = rowsOf(story, "blog")
          rows[0] = JSON.stringify(JSON.parse(rows[0] ?? "").with(0, 7))
        }),
      "a line of it makes no sense",
    ],
    [
      "a table that nobody knows",
      () =>
        changed((story) => {
          story.header.tables.push({ name: "secrets", columns: ["id"] })
          story.tables.push(["secrets", ['["x"]']])
        }),
      "its tables are not those of its migrations (secrets)",
    ],
    [
      "rows of a table that it does not name",
      () => changed((story) => void story.tables.push(["secrets", ['["x"]']])),
      "its tables are not those that it names",
    ],
    ["a table that is missing", () => changed((story) => void story.tables.pop()), "a table of it is missing"],
    [
      "a table named twice",
      () =>
        changed(({ header }) => {
          header.tables[1] = structuredClone(header.tables[0]) ?? { name: "", columns: [] }
        }),
      "its tables are not those",
    ],
    [
      "a column that nobody knows",
      () => changed(({ header }) => void header.tables[0]?.columns.splice(0, 1, "secret")),
      "its tables are not those of its migrations",
    ],
    [
      "a column named twice",
      () =>
        changed(({ header }) => {
          const columns = header.tables[0]?.columns ?? []
          columns[1] = columns[0] ?? ""
        }),
      "its tables are not those of its migrations",
    ],
    [
      "a migration that this release does not know",
      () => changed(({ header }) => void header.migrations.push({ name: "20990101000000_later", checksum: "x" })),
      "made by another release (9.9.9), with the migration 20990101000000_later",
    ],
    [
      "a migration that is another one here",
      () =>
        changed(({ header }) => {
          Object.assign(header.migrations[0] ?? {}, { checksum: "x" })
        }),
      "is another one here than when this backup was made",
    ],
    [
      "migrations in no order",
      () => changed(({ header }) => void header.migrations.reverse()),
      "its migrations are in no order",
    ],
    [
      "a format of later",
      () =>
        changed(({ header }) => {
          header.format = 3
        }),
      "made by a newer release (9.9.9). Restore it with that one",
    ],
  ]

  it.each(misfits)("of a backup with %s ends in words, and leaves nothing behind", async (_, story, words) => {
    const said = await refusal(putTogether(story()))
    expect(said).toMatch(words)
    expect(said.length).toBeLessThan(1_000)
  })

  it("notices every change of what a backup says of itself", async () => {
    const lines = putTogether(whole)
    const changes: ((header: Header) => void)[] = [
      (header) => Object.assign(header, { release: "1.0.0" }),
      (header) => Object.assign(header, { takenAt: "2020-01-01T00:00:00.000Z" }),
      (header) => Object.assign(header, { postgres: "18" }),
      (header) => Object.assign(header, { format: 1 }),
    ]
    for (const change of changes) {
      const header = structuredClone(whole.header)
      change(header)
      expect(await refusal(lines.with(0, JSON.stringify(header)))).toContain("its content is not what was written")
    }
    expect(await refusal(lines.with(0, `${lines[0]} `))).toContain("its content is not what was written")
  })

  it("notices what follows the end", async () => {
    const lines = putTogether(whole)
    expect(await refusal([...lines, ""])).toContain("something follows its end")
    expect(await refusal([...lines, ...lines])).toContain("something follows its end")
  })

  /** Gzipped text with a part in it that is repeated until it is so large. */
  async function bomb(before: string, part: string, megabytes: number): Promise<Buffer> {
    const gzip = createGzip({ level: 1 })
    gzip.write(before)
    const chunk = Buffer.from(part.repeat(Math.ceil(MEGABYTE / part.length)))
    gzip.pipe(createWriteStream(file("bomb.gz")))
    for (let written = 0; written < megabytes; written += 1) if (!gzip.write(chunk)) await once(gzip, "drain")
    await new Promise<void>((resolve) => gzip.end(resolve))
    return readFile(file("bomb.gz"))
  }

  it("holds no more than it must of a bomb, and ends in words", async () => {
    const [header = "", table = ""] = putTogether(whole)
    const start = `${header}\n${table}\n`
    const bombs: [before: string, part: string, megabytes: number, words: string][] = [
      ["", "\0", 140, "a line of it has more than 1 MB"],
      ["", "[", 140, "a line of it"],
      ['{"runningStory":', '{"a":', 140, "a line of it has more than 1 MB"],
      [start, "\n", 140, "a line of it makes no sense"],
      [start, "a", 140, "a line of it has more than 1 MB"],
      [`${start}["`, "a", 140, "a line of it has more than 128 MB"],
      [start, "[", 140, "a line of it"],
      [`${start}{"table":`, "[", 140, "a line of it has more than 1 MB"],
    ]
    for (const [before, part, megabytes, words] of bombs) {
      const bytes = await bomb(before, part, megabytes)
      const begun = performance.now()
      const said = await refusal(bytes)
      expect([JSON.stringify(part), said]).toEqual([JSON.stringify(part), expect.stringContaining(words)])
      expect(performance.now() - begun).toBeLessThan(20_000)
    }
  })

  it("does not unpack rows without end, even such as fit", async () => {
    const columns = whole.header.tables.find((table) => table.name === "blog")?.columns ?? []
    const blog: unknown[] = JSON.parse(rowsOf(whole, "blog")[0] ?? "")
    const story = structuredClone(whole)
    rowsOf(story, "blog").length = 0
    const lines = putTogether({ ...story, tables: [["blog", []]] }).slice(0, 1)
    for (const { name: table } of story.header.tables) {
      lines.push(JSON.stringify({ table }))
      if (table === "blog") break
    }
    const summary = "a".repeat(400_000)
    for (let number = 0; number < 200; number += 1) {
      const values: Record<string, string> = { id: `blog_${number}`, slug: `blog-${number}`, summary }
      lines.push(JSON.stringify(columns.map((column, at) => values[column] ?? blog[at])))
    }
    expect(await refusal(gzipSync(`${lines.join("\n")}\n`, { level: 9 }))).toContain(
      "it unpacks to more than 250 times its size",
    )
  })

  it("holds no more of a large backup than its buffers", async () => {
    const columns = whole.header.tables.find((table) => table.name === "media_file")?.columns ?? []
    const picture: unknown[] = JSON.parse(rowsOf(whole, "media_file")[0] ?? "")
    const bytes = `\\x${randomBytes(MEGABYTE).toString("hex")}`
    const row = (number: number) => {
      const values: Record<string, string> = { name: `${number}.webp`, bytes }
      return JSON.stringify(columns.map((column, at) => values[column] ?? picture[at]))
    }
    const writeStory = async (called: string, megabytes: number) => {
      const gzip = createGzip({ level: 0 })
      gzip.pipe(createWriteStream(file(called)))
      const first = JSON.stringify(whole.header)
      const adding = new RunningTotals(first)
      const write = async (line: string) => void (gzip.write(`${line}\n`) || (await once(gzip, "drain")))
      await write(first)
      for (const [table, rows] of whole.tables) {
        adding.begin(table)
        await write(JSON.stringify({ table }))
        const more = table === "media_file" ? megabytes / 2 : 0
        for (let at = 0; at < rows.length + more; at += 1) {
          const line = rows[at] ?? row(at)
          adding.add(line)
          await write(line)
        }
      }
      await write(JSON.stringify({ end: adding.total(2) }))
      await new Promise<void>((resolve) => gzip.end(resolve))
    }
    const restoreIn = async (called: string, megabytes: number) => {
      await writeStory(called, megabytes)
      const code = `const { restoreBackup } = await import("./lib/backup/restore-backup.ts")
        let most = 0
        setInterval(() => { most = Math.max(most, process.memoryUsage.rss()) }, 5).unref()
        await restoreBackup(process.argv[1], process.argv[2], { force: true })
        console.log(most)`
      const args = ["--import", "tsx", "--input-type=module", "-e", code, target, file(called)]
      const child = spawn(process.execPath, args)
      let output = ""
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
      await once(child, "close")
      return Number(output) / MEGABYTE
    }
    const small = await restoreIn("small.gz", 2)
    const large = await restoreIn("large.gz", 160)
    expect(large - small).toBeLessThan(110)
    await execute(target, "drop schema public cascade; create schema public")
  })

  it("still reads what the release before wrote, whose first line was under no hash", async () => {
    const { header } = whole
    await writeFile(
      file("older.gz"),
      gzipSync(`${putTogether({ ...whole, header: { ...header, format: 1 } }).join("\n")}\n`),
    )
    const restored = await restoreBackup(target, file("older.gz"))
    expect([restored.header.format, restored.totals.header]).toEqual([1, undefined])
    expect(await read(target, "select count(*)::int from post")).toEqual([2])
    await execute(target, "drop schema public cascade; create schema public")
  })

  it("that is stopped changes nothing", async () => {
    const stop = new AbortController()
    const story = structuredClone(whole)
    // Asked for after the migrations, in the middle of the rows.
    const watch = setInterval(async () => {
      const seen = await read(
        target,
        "select 1 from pg_tables where schemaname like 'running_story%' and tablename = 'post'",
      )
      if (seen.length > 0) stop.abort()
    }, 5)
    await writeFile(file("stopped.gz"), await large(story, 20_000))
    await expect(restoreBackup(target, file("stopped.gz"), { signal: stop.signal })).rejects.toThrow(
      "Stopped. Nothing was changed.",
    )
    clearInterval(watch)
  })

  /** A backup with many posts, so that its restore takes a while. */
  async function large(story: Story, posts: number): Promise<Buffer> {
    const columns = story.header.tables.find((table) => table.name === "post")?.columns ?? []
    const rows = rowsOf(story, "post")
    const post: unknown[] = JSON.parse(rows[0] ?? "")
    for (let number = 0; number < posts; number += 1) {
      const values: Record<string, string> = { id: `post_many_${number}`, version: String(number + 10) }
      rows.push(JSON.stringify(columns.map((column, at) => values[column] ?? post[at])))
    }
    return gzipSync(`${putTogether(story).join("\n")}\n`, { level: 1 })
  }

  const staged = () => read(target, "select nspname::text from pg_namespace where nspname like 'running_story%'")

  it("whose connection breaks says so, and the next one takes away what it left", async () => {
    await writeFile(file("broken-off.gz"), await large(structuredClone(whole), 20_000))
    const restoring = restoreBackup(target, file("broken-off.gz")).then(
      () => "It was restored.",
      (error: Error) => error.message,
    )
    const end = () =>
      read(
        inject("postgresUrl"),
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = '${name}' and query like 'insert into %json_array_elements%'`,
      )
    await expect.poll(async () => (await end()).length, PATIENT).toBe(1)
    expect(await restoring).toMatch(
      /^(The connection to the database was lost|The database ended the work).*changed\.$/,
    )
    expect(await staged()).toHaveLength(1)
    await restoreBackup(target, file("whole.gz"))
    expect(await staged()).toEqual([])
    await execute(target, "drop schema public cascade; create schema public")
  })

  it("that is killed leaves nothing that the next start does not take away", async () => {
    await writeFile(file("killed.gz"), await large(structuredClone(whole), 50_000))
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/restore.ts", file("killed.gz")], {
      env: { ...process.env, DATABASE_URL: target },
    })
    const ended = once(child, "exit")
    await expect.poll(async () => (await staged()).length, PATIENT).toBe(1)
    child.kill("SIGKILL")
    await ended
    // Its connection ends a moment after it.
    await expect.poll(() => removeLeftStaging(target), PATIENT).toBe(true)
    expect(await removeLeftStaging(target)).toBe(false)
  })

  it("is stopped by Ctrl-C in words, and leaves nothing behind", async () => {
    await writeFile(file("interrupted.gz"), await large(structuredClone(whole), 50_000))
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/restore.ts", file("interrupted.gz")], {
      env: { ...process.env, DATABASE_URL: target },
    })
    let output = ""
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
    const ended = once(child, "close")
    await expect.poll(async () => (await staged()).length, PATIENT).toBe(1)
    child.kill("SIGINT")
    expect(await ended).toEqual([1, null])
    expect(output).toContain("Stopped. Nothing was changed.")
  })

  it("is left alone by a start, and no second one begins beside it", async () => {
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    await lockRestores(client)
    await makeStaging(client)
    expect(await removeLeftStaging(target)).toBe(false)
    await expect(restoreBackup(target, file("whole.gz"))).rejects.toThrow("Another restore is at work on this database")
    expect(await staged()).toHaveLength(1)
    await dropStaging(client)
    await client.end()
  })

  it("gives up in words when somebody keeps the tables for good", async () => {
    await restoreBackup(target, file("whole.gz"))
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    await client.query("begin; lock table post in access share mode")
    await expect(restoreBackup(target, file("whole.gz"), { force: true })).rejects.toThrow(
      "Something else holds the database's tables, such as a backup. Nothing was changed.",
    )
    await client.query("rollback")
    expect(await staged()).toEqual([])
    await restoreBackup(target, file("whole.gz"), { force: true })
    await client.query("drop schema public cascade; create schema public")
    await client.end()
  })

  it("says in words that a file cannot be read", async () => {
    for (const [bad, words] of [
      [file("none.gz"), "There is no file"],
      [folder, "is a folder. Name the backup's file"],
      ["/dev/null", "its end is missing"],
      ["/dev/zero", "no gzip file"],
    ] as const)
      await expect(restoreBackup(target, bad)).rejects.toThrow(words)
  })

  it("of a migration that fails says which one, and why", async () => {
    const bad = { name: "20990101000000_bad", sql: "do $$ begin raise disk_full; end $$", checksum: "x" }
    const words = await refusal(putTogether(whole), { migrations: [...(await readMigrations()), bad] })
    expect(words).toContain("cannot be brought up to date; nothing was changed")
    expect(words).toContain("20990101000000_bad")
    expect(words).toContain("(53100)")
  })

  it("has the same hash for equal contents, whenever the backup was taken", async () => {
    const again = await writeBackup(requireDatabaseUrl(), file("again.gz"), "9.9.9")
    const { end } = JSON.parse(
      gunzipSync(await readFile(file("whole.gz")))
        .toString()
        .trimEnd()
        .split("\n")
        .at(-1) ?? "",
    )
    expect(again.sha256).toBe(end.sha256)
    expect(again.header).not.toBe(end.header)
    expect(await db().blog.count()).toBe(1)
  })
})
