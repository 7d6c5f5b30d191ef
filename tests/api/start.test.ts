import { spawn, spawnSync } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isAlive } from "@/lib/server/data-dir"
import { end, findFreePort, type Product, startProduct } from "../setup/product"

describe("the product, started on one data folder again and again", () => {
  let dataDir = ""
  let product: Product

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), "running-story-start-"))
    product = await startProduct({ dataDir })
  })
  afterAll(async () => {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const call = async (method: string, where: string, body?: object) => {
    const headers = { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" }
    const response = await fetch(`${product.url}/api/v1${where}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return response.json()
  }
  const postgresPid = async () =>
    Number((await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0])

  it("says so and stops when another one has the folder", async () => {
    const env = { ...process.env, DATA_DIR: dataDir, PORT: String(await findFreePort()) }
    const second = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], { env, encoding: "utf8" })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`Running Story runs on ${dataDir} already (process ${product.process.pid})`)
    expect((await fetch(`${product.url}/api/ready`)).status).toBe(200)
  })

  it("says which port is taken, and leaves no database behind", async () => {
    const other = await mkdtemp(path.join(os.tmpdir(), "running-story-port-"))
    const env = { ...process.env, DATA_DIR: other, PORT: new URL(product.url).port, DATABASE_URL: "" }
    const second = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], { env, encoding: "utf8" })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain("in use by another program")
    expect(spawnSync("pgrep", ["-f", other], { encoding: "utf8" }).stdout).toBe("")
    await rm(other, { recursive: true, force: true })
  })

  it("names every environment variable that is wrong, before anything starts", async () => {
    const env = { ...process.env, PORT: "no", APP_URL: "nowhere", AUTH_SECRET: "short" }
    const wrong = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], { env, encoding: "utf8" })
    expect(wrong.status).toBe(1)
    for (const name of ["PORT", "APP_URL", "AUTH_SECRET"]) expect(wrong.stderr).toContain(`  ${name}: `)
  })

  it("finds everything again after a stop, which leaves no database running", async () => {
    await call("POST", "/blogs", { slug: "kept", title: "Kept" })
    await call("POST", "/blogs/kept/posts", { text: "before the stop" })
    const database = await postgresPid()
    const held = fetch(`${product.url}/api/blogs/kept/changes?epoch=x&after=0&wait=20`).catch(() => null)
    const started = Date.now()
    await end(product.process)
    await held
    expect(Date.now() - started).toBeLessThan(10_000)
    expect(product.process.exitCode).toBe(0)
    expect(isAlive(database)).toBe(false)
    product = await startProduct({ dataDir })
    expect((await call("GET", "/blogs/kept/posts")).posts).toHaveLength(1)
  })

  it("loses nothing that was saved when the whole tree is killed", async () => {
    for (let number = 1; number <= 5; number += 1) await call("POST", "/blogs/kept/posts", { text: `saved ${number}` })
    const database = await postgresPid()
    process.kill(database, "SIGKILL")
    product.process.kill("SIGKILL")
    await expect.poll(() => isAlive(database)).toBe(false)
    product = await startProduct({ dataDir })
    expect((await call("GET", "/blogs/kept/posts")).posts).toHaveLength(6)
  })

  it("ends the database that a killed server left running, and goes on with its data", async () => {
    const orphan = await postgresPid()
    product.process.kill("SIGKILL")
    expect(isAlive(orphan)).toBe(true)
    product = await startProduct({ dataDir })
    expect(isAlive(orphan)).toBe(false)
    expect((await call("GET", "/blogs/kept/posts")).posts).toHaveLength(6)
  })

  it("brings its database back when that alone is killed, and goes on by itself", async () => {
    process.kill(await postgresPid(), "SIGKILL")
    await expect.poll(async () => (await fetch(`${product.url}/api/ready`)).status, { timeout: 20_000 }).toBe(200)
    await expect
      .poll(async () => (await call("POST", "/blogs/kept/posts", { text: "after" })).state, { timeout: 20_000 })
      .toBe("published")
  })

  it("stops on Ctrl-C in a terminal, where the whole group is told", async () => {
    const other = await mkdtemp(path.join(os.tmpdir(), "running-story-group-"))
    const env = { ...process.env, DATA_DIR: other, PORT: String(await findFreePort()), DEMO: "0", DATABASE_URL: "" }
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      env,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    })
    const ready = new Promise<void>((resolve) =>
      child.stdout.on("data", (chunk: Buffer) => void (chunk.includes("Ready after") && resolve())),
    )
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
    await ready
    process.kill(-(child.pid ?? 0), "SIGINT")
    expect(await ended).toBe(0)
    expect(spawnSync("pgrep", ["-f", other], { encoding: "utf8" }).stdout).toBe("")
    await rm(other, { recursive: true, force: true })
  })
})
