import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DataDirInUse, findRunning, lockDataDir, writeRunning } from "@/scripts/lib/postgres/data-dir-lock"

const DEAD = "999999999 1"

describe("a data folder", () => {
  let dataDir = ""
  const file = (name: string) => path.join(dataDir, name)

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), "running-story-data-dir-"))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  it.each([["is free"], ["a dead process had"]])(
    "that %s goes to exactly one of many who start at once",
    async (how) => {
      for (let round = 0; round < 20; round += 1) {
        if (how !== "is free") writeFileSync(file("running.pid"), DEAD)
        const starts = await Promise.allSettled(Array.from({ length: 10 }, () => lockDataDir(dataDir)))
        const won = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []))
        const lost = starts.flatMap((start) => (start.status === "rejected" ? [start.reason] : []))
        expect(won).toHaveLength(1)
        for (const reason of lost) expect(reason).toBeInstanceOf(DataDirInUse)
        expect(readdirSync(dataDir)).toEqual(["running.pid"])
        await won[0]?.()
        expect(readdirSync(dataDir)).toEqual([])
      }
    },
  )

  it.each([
    ["", "nothing"],
    ["hello", "no number"],
    ["-1 x", "a number of nobody"],
    [`${process.pid} 1`, "a number that another process has now"],
    [DEAD, "a dead one's number"],
  ])("is taken over from a lock with %j in it: %s", async (content) => {
    writeFileSync(file("running.pid"), content)
    const unlock = await lockDataDir(dataDir)
    expect(readFileSync(file("running.pid"), "utf8")).toContain(`${process.pid} `)
    await unlock()
  })

  it("says that something else has the lock's name", async () => {
    mkdirSync(file("running.pid"))
    await expect(lockDataDir(dataDir)).rejects.toThrow(
      `DATA_DIR ${dataDir} cannot be used: a folder stands where a file`,
    )
    expect(readdirSync(dataDir)).toEqual(["running.pid"])
  })

  it("says who has it", async () => {
    const unlock = await lockDataDir(dataDir)
    await expect(lockDataDir(dataDir)).rejects.toThrow(`runs on ${dataDir} already (process ${process.pid})`)
    const running = { pid: process.pid, url: "http://localhost:1", databaseUrl: "postgresql://localhost/x" }
    await writeRunning(dataDir, running)
    expect(await findRunning(dataDir)).toEqual(running)
    writeFileSync(file("running.json"), '{"pid": 1, "ur')
    expect(await findRunning(dataDir)).toBe(null)
    await unlock()
    rmSync(dataDir, { recursive: true })
    expect(await findRunning(dataDir)).toBe(null)
  })

  it("that cannot be is said at once, and never tried for ever", async () => {
    for (const folder of ["/proc/none/here", path.join(file("file"), "below")]) {
      writeFileSync(file("file"), "")
      await expect(lockDataDir(folder)).rejects.toThrow(`DATA_DIR ${folder} cannot be used: `)
    }
  })

  it("is made with all the folders above it", async () => {
    const deep = path.join(dataDir, "a", "b", "c")
    await (await lockDataDir(deep))()
    expect(readdirSync(deep)).toEqual([])
  })
})
