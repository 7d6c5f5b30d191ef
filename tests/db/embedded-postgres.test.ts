import { spawn, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import os from "node:os"
import path from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { parseEnv } from "@/lib/env"
import { checkDatabase } from "@/scripts/doctor/check-database"
import { isAlive } from "@/scripts/lib/postgres/data-dir-lock"
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"

const PATIENT = { timeout: 30_000 }
const isRoot = process.getuid?.() === 0

describe("the database that comes along", () => {
  let root = ""
  let whole = ""
  let number = 0

  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "running-story-embedded-"))
    chmodSync(root, 0o755)
    whole = path.join(root, "whole")
    const postgres = await startEmbeddedPostgres(whole, () => {})
    await run(postgres, "create table story (words text)")
    await run(postgres, "insert into story values ('kept')")
    await postgres.stop()
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  /** A copy of a data folder with a database in it. */
  function copy(): string {
    number += 1
    const dataDir = path.join(root, String(number))
    spawnSync("cp", ["-a", whole, dataDir])
    return dataDir
  }

  async function run(postgres: EmbeddedPostgres, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    return client.query(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (error) => client.end().then(() => Promise.reject(error)),
    )
  }

  async function pidOf(dataDir: string): Promise<number> {
    return Number((await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0])
  }

  const doctor = (dataDir: string) =>
    checkDatabase({ env: parseEnv({ DATA_DIR: dataDir }), databaseUrl: null, url: null, sample: null, now: Date.now })

  const inCluster = (dataDir: string, ...parts: string[]) => path.join(dataDir, "postgres", ...parts)

  const mended: [fault: string, damage: (dataDir: string) => void, said: string][] = [
    [
      "its password is gone",
      (dir) => rmSync(path.join(dir, "postgres-password")),
      "password is gone; it gets a new one",
    ],
    ["its password's file is empty", (dir) => writeFileSync(path.join(dir, "postgres-password"), ""), "gets a new one"],
    [
      "its password is another one",
      (dir) => writeFileSync(path.join(dir, "postgres-password"), "a-password-that-it-never-had"),
      "refuses the password that is kept for it",
    ],
    ["its folder is open to others", (dir) => chmodSync(inCluster(dir), 0o777), "it is closed now"],
    ["a dead process's number is left", (dir) => writeFileSync(inCluster(dir, "postmaster.pid"), "999999\n"), ""],
    [
      "its number belongs to another program",
      (dir) => writeFileSync(inCluster(dir, "postmaster.pid"), `${process.pid}\n`),
      "",
    ],
    ["its number is none", (dir) => writeFileSync(inCluster(dir, "postmaster.pid"), "hello"), ""],
    ["nobody wrote its number", (dir) => writeFileSync(inCluster(dir, "postmaster.pid"), ""), ""],
  ]

  it.each(mended)("starts with all that it held when %s", async (_, damage, said) => {
    const dataDir = copy()
    damage(dataDir)
    const words: string[] = []
    const postgres = await startEmbeddedPostgres(dataDir, (each) => words.push(each))
    try {
      expect(await run(postgres, "select words from story")).toEqual([{ words: "kept" }])
      expect(words.join("\n")).toContain(said)
      expect(statSync(inCluster(dataDir)).mode & 0o077).toBe(0)
    } finally {
      await postgres.stop()
    }
  })

  it("needs a lost password set anew but once", async () => {
    const dataDir = copy()
    rmSync(path.join(dataDir, "postgres-password"))
    await (await startEmbeddedPostgres(dataDir, () => {})).stop()
    const again: string[] = []
    await (await startEmbeddedPostgres(dataDir, (each) => again.push(each))).stop()
    expect(again).toEqual([])
  })

  it("is made where an empty folder waits for it, as a mounted disk is at first", async () => {
    const dataDir = path.join(root, "empty")
    mkdirSync(inCluster(dataDir), { recursive: true })
    const postgres = await startEmbeddedPostgres(dataDir, () => {})
    expect(await run(postgres, "select 1 as one")).toEqual([{ one: 1 }])
    await postgres.stop()
  })

  const broken: [fault: string, damage: (dataDir: string) => void, words: string[]][] = [
    [
      "another PostgreSQL made it",
      (dir) => writeFileSync(inCluster(dir, "PG_VERSION"), "17\n"),
      ["FATAL: database files are incompatible with server", "version 17", "npm run backup"],
    ],
    [
      "its control file is gone",
      (dir) => rmSync(inCluster(dir, "global", "pg_control")),
      ["global/pg_control", "damaged", "npm run restore"],
    ],
    [
      "its log of changes is gone",
      (dir) => rmSync(inCluster(dir, "pg_wal"), { recursive: true }),
      ['FATAL: required WAL directory "pg_wal" does not exist', "npm run restore"],
    ],
    [
      "its rows are gone",
      (dir) => rmSync(inCluster(dir, "base"), { recursive: true }),
      ['database "postgres" does not exist', "damaged"],
    ],
    [
      "its folder holds something else",
      (dir) => rmSync(inCluster(dir, "PG_VERSION")),
      ["FATAL", "is not a valid data directory", "PG_VERSION", "damaged"],
    ],
    [
      "its settings make no sense",
      (dir) => writeFileSync(inCluster(dir, "pg_hba.conf"), "nonsense\n"),
      ["FATAL: could not load", "pg_hba.conf", "Correct that file"],
    ],
    [
      "a file stands in its place",
      (dir) => {
        rmSync(inCluster(dir), { recursive: true })
        writeFileSync(inCluster(dir), "")
      },
      ["cannot be used: a file stands where a folder must be"],
    ],
  ]

  it.each(broken)("says in words what is wrong when %s, and ends nothing behind", async (_, damage, words) => {
    const dataDir = copy()
    damage(dataDir)
    const failure = await startEmbeddedPostgres(dataDir, () => {}).then(
      () => "It started.",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    for (const each of words) expect(failure).toContain(each)
    expect(spawnSync("pgrep", ["-f", inCluster(dataDir)], { encoding: "utf8" }).stdout).toBe("")
    if (
      !existsSync(path.join(dataDir, "postgres.log")) ||
      failure.startsWith("DATA_DIR") ||
      words[0]?.startsWith("data")
    )
      return
    const [found] = await doctor(dataDir)
    expect(found).toMatchObject({ check: "database", state: "failed" })
    expect(found?.words).toContain(words[0])
  })

  it("is of no trouble to the doctor when it was stopped in peace", async () => {
    expect(await doctor(whole)).toMatchObject([{ check: "database", state: "skipped" }])
  })

  const unusable: [why: string, dataDir: () => string, words: string][] = [
    [
      "it is a file",
      () => {
        writeFileSync(path.join(root, "file"), "")
        return path.join(root, "file")
      },
      "a file stands where a folder must be",
    ],
    [
      "it lies below a file",
      () => {
        writeFileSync(path.join(root, "other-file"), "")
        return path.join(root, "other-file", "below")
      },
      "a file stands where a folder must be",
    ],
    [
      "it is a link to itself",
      () => {
        symlinkSync("loop", path.join(root, "loop"))
        return path.join(root, "loop")
      },
      "a link there leads to itself",
    ],
    ["it is nowhere on a disk", () => "/proc/running-story", "nothing can be made there"],
    ["its name is too long", () => path.join(root, "x".repeat(300)), "its name is too long"],
    [
      "it is closed to us",
      () => {
        mkdirSync(path.join(root, "closed"), { mode: 0o500 })
        // Root may write everywhere but there.
        return isRoot ? "/sys/running-story" : path.join(root, "closed")
      },
      "this user may not write there",
    ],
  ]

  it.each(unusable)("names the data folder and what to do when %s", async (_, dataDir, words) => {
    const folder = dataDir()
    await expect(startEmbeddedPostgres(folder, () => {})).rejects.toThrow(`DATA_DIR ${folder} cannot be used: ${words}`)
  })

  it.runIf(isRoot)("says that there is no room on the disk, and starts once there is", async () => {
    const disk = path.join(root, "disk")
    mkdirSync(disk)
    // Some machines let nobody mount anything.
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m,mode=755", "none", disk]).status !== 0) return
    try {
      const dataDir = path.join(disk, "data")
      const started = startEmbeddedPostgres(dataDir, () => {})
      await expect(started).rejects.toThrow(/Making the database failed:[\s\S]*No space left on device/)
      expect(existsSync(`${inCluster(dataDir)}.new`)).toBe(false)
      spawnSync("mount", ["-o", "remount,size=200m", disk])
      await (await startEmbeddedPostgres(dataDir, () => {})).stop()
    } finally {
      spawnSync("umount", ["-l", disk])
    }
  })

  it.runIf(isRoot)("runs as the user whose it is when root starts it, and takes it from nobody", async () => {
    const dataDir = copy()
    const [uid, gid] = [65_534, 65_534]
    spawnSync("chown", ["-R", `${uid}:${gid}`, dataDir])
    rmSync(path.join(dataDir, "postgres-password"))
    rmSync(path.join(dataDir, "postgres.log"))
    const postgres = await startEmbeddedPostgres(dataDir, () => {})
    expect(statSync(`/proc/${await pidOf(dataDir)}`).uid).toBe(uid)
    await postgres.stop()
    for (const file of ["postgres", "postgres-password", "postgres.log"])
      expect([file, statSync(path.join(dataDir, file)).uid]).toEqual([file, uid])
  })

  it.runIf(isRoot)("says whose it is to a user who may not have it", async () => {
    const dataDir = copy()
    chownSync(dataDir, 65_534, 65_534)
    const code = `const { startEmbeddedPostgres } = await import("./scripts/lib/postgres/start-postgres.ts")
      await startEmbeddedPostgres(process.argv[1], console.log).catch((error) => console.log(error.message))`
    const args = ["--import", "tsx", "--input-type=module", "-e", code, dataDir]
    const child = spawnSync(process.execPath, args, { uid: 65_534, gid: 65_534, encoding: "utf8" })
    expect(child.stdout).toContain(`The database in ${inCluster(dataDir)} belongs to another user`)
  })

  it("ends a server that an earlier crash left running, by whatever path it was started", async () => {
    const dataDir = copy()
    const link = path.join(root, "link")
    symlinkSync(dataDir, link)
    const code = `const { startEmbeddedPostgres } = await import("./scripts/lib/postgres/start-postgres.ts")
      await startEmbeddedPostgres(process.argv[1], () => {})
      process.kill(process.pid, "SIGKILL")`
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code, link])
    await new Promise((resolve) => child.once("exit", resolve))
    const orphan = await pidOf(dataDir)
    expect(isAlive(orphan)).toBe(true)
    const said: string[] = []
    const postgres = await startEmbeddedPostgres(dataDir, (words) => said.push(words))
    expect(said.join()).toContain("an earlier crash left running")
    expect(isAlive(orphan)).toBe(false)
    expect(await run(postgres, "select words from story")).toEqual([{ words: "kept" }])
    await postgres.stop()
  })

  it("does not outlive a command that ends while it starts", async () => {
    const dataDir = copy()
    const code = `const { startEmbeddedPostgres } = await import("./scripts/lib/postgres/start-postgres.ts")
      void startEmbeddedPostgres(process.argv[1], () => {})
      const { existsSync } = await import("node:fs")
      setInterval(() => existsSync(process.argv[1] + "/postgres/postmaster.pid") && process.exit(), 1)`
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code, dataDir])
    await new Promise((resolve) => child.once("exit", resolve))
    const find = () => spawnSync("pgrep", ["-f", inCluster(dataDir)], { encoding: "utf8" }).stdout
    await expect.poll(find, PATIENT).toBe("")
  })

  it("is started again when it is killed, with growing pauses while it cannot, and says why each time", async () => {
    const dataDir = copy()
    const said: string[] = []
    const postgres = await startEmbeddedPostgres(dataDir, (words) => said.push(words))
    try {
      const control = inCluster(dataDir, "global", "pg_control")
      renameSync(control, `${control}.away`)
      process.kill(await pidOf(dataDir), "SIGKILL")
      await expect.poll(() => said.length, PATIENT).toBe(3)
      expect(said[0]).toBe("The database ended unexpectedly (by SIGKILL). Starting it again in 0.5 s.")
      for (const words of said.slice(1)) expect(words).toContain("pg_control")
      expect(said.map((words) => /in ([\d.]+) s\.$/.exec(words)?.[1])).toEqual(["0.5", "1", "2"])
      const [found] = await doctor(dataDir)
      expect(found).toMatchObject({ state: "failed", words: expect.stringContaining("pg_control") })

      renameSync(`${control}.away`, control)
      await expect.poll(() => said.at(-1), PATIENT).toBe("The database runs again.")
      expect(await run(postgres, "select words from story")).toEqual([{ words: "kept" }])
      expect(await doctor(dataDir)).toMatchObject([{ state: "skipped" }])
    } finally {
      await postgres.stop()
    }
  })

  it("waits in words when another program took its port meanwhile, and goes on when that has gone", async () => {
    const dataDir = copy()
    const said: string[] = []
    const postgres = await startEmbeddedPostgres(dataDir, (words) => said.push(words))
    const other = createServer((socket) => socket.destroy())
    try {
      const pid = await pidOf(dataDir)
      process.kill(pid, "SIGKILL")
      await expect.poll(() => isAlive(pid)).toBe(false)
      await new Promise<void>((resolve) => other.listen(Number(new URL(postgres.url).port), "127.0.0.1", resolve))
      await expect.poll(() => said.join(), PATIENT).toContain("could not create any TCP/IP sockets")
      expect(said.join()).toContain("Another program has the database's port.")
      await new Promise((resolve) => other.close(resolve))
      await expect.poll(() => said.at(-1), PATIENT).toBe("The database runs again.")
    } finally {
      other.close()
      await postgres.stop()
    }
  })

  it("stops for good in the middle of a pause", async () => {
    const dataDir = copy()
    const said: string[] = []
    const postgres = await startEmbeddedPostgres(dataDir, (words) => said.push(words))
    process.kill(await pidOf(dataDir), "SIGKILL")
    await expect.poll(() => said.length, PATIENT).toBe(1)
    await postgres.stop()
    await writeFile(path.join(dataDir, "stopped"), "")
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(spawnSync("pgrep", ["-f", inCluster(dataDir)], { encoding: "utf8" }).stdout).toBe("")
  })
})
