import { spawn, spawnSync } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { connect, createServer } from "node:net"
import os from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning, isAlive } from "@/scripts/lib/postgres/data-dir-lock"
import { end, findFreePort, type Product, startProduct, waitUntilReady } from "../../scripts/lib/start-product"
import { makePerson, signInAs } from "../db/people-helpers"
import { type Door, findDoors } from "../security/app-doors"
import { execute } from "../setup/postgres"

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
  const signInAsAdmin = async () => {
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
    const { email } = await makePerson("admin")
    const cookie = (await signInAs(email)).get("cookie") ?? ""
    await closeDb()
    return cookie
  }
  const runScript = async (args: string[], env: NodeJS.ProcessEnv) => {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], { env })
    let output = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
    return { code, output }
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

  it("says at once what is wrong with a data folder or a database that it cannot use, and what to do", async () => {
    const file = path.join(dataDir, "a-file")
    await writeFile(file, "")
    const url = (change: (url: URL) => void) => {
      const changed = new URL(databaseUrl)
      change(changed)
      return changed.href
    }
    const { databaseUrl } = (await findRunning(dataDir)) ?? { databaseUrl: "" }
    const wrongPassword = url((each) => {
      each.password = "not-this-one"
    })
    const wrongName = url((each) => {
      each.pathname = "/none"
    })
    const faults: [Record<string, string>, string][] = [
      [{ DATA_DIR: file }, `DATA_DIR ${file} cannot be used: a file stands where a folder must be.`],
      [{ DATA_DIR: "/proc/here" }, "DATA_DIR /proc/here cannot be used: nothing can be made there. Use a folder"],
      [{ DATABASE_URL: wrongPassword }, "refuses the password of running_story. Correct the password in DATABASE_URL."],
      [{ DATABASE_URL: wrongName }, "There is no database none. Make it (createdb), or correct DATABASE_URL."],
    ]
    const started = faults.map(async ([variables]) => {
      const env = { ...process.env, DATABASE_URL: "", PORT: String(await findFreePort()), DEMO: "0", ...variables }
      return runScript(["scripts/start.ts"], env)
    })
    const outcomes = await Promise.all(started)
    for (const [index, [, words]] of faults.entries()) {
      expect(outcomes[index]).toMatchObject({ code: 1, output: expect.stringContaining(words) })
      expect(outcomes[index]?.output).not.toContain("    at ")
    }
  })

  it("waits in words for a database that is not up yet, and starts when it is", async () => {
    const { databaseUrl } = (await findRunning(dataDir)) ?? { databaseUrl: "" }
    await execute(databaseUrl, "create database later")
    const [port, later] = [await findFreePort(), await findFreePort()]
    const { port: postgresPort } = new URL(databaseUrl)
    const url = new URL(databaseUrl)
    Object.assign(url, { port: String(later), pathname: "/later" })
    const env = { ...process.env, DATABASE_URL: url.href, PORT: String(port), DEMO: "0" }
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], { env })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
    const forward = createServer((near) => {
      const far = connect(Number(postgresPort), "127.0.0.1")
      near.on("error", () => far.destroy()).pipe(far)
      far.on("error", () => near.destroy()).pipe(near)
    })
    try {
      const words = `No database answers at 127.0.0.1:${later}. Waiting for up to 60 s`
      await expect.poll(() => output, { timeout: 30_000 }).toContain(words)
      await new Promise<void>((resolve) => forward.listen(later, "127.0.0.1", resolve))
      await waitUntilReady(`http://localhost:${port}`, child, () => output)
    } finally {
      await end(child)
      forward.close()
    }
  })

  it("names every environment variable that is wrong, before anything starts", async () => {
    const env = { ...process.env, PORT: "no", APP_URL: "nowhere", AUTH_SECRET: "short" }
    const wrong = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], { env, encoding: "utf8" })
    expect(wrong.status).toBe(1)
    for (const name of ["PORT", "APP_URL", "AUTH_SECRET"]) expect(wrong.stderr).toContain(`  ${name}: `)
  })

  it("finds everything again after a stop, which leaves no database running", async () => {
    // The tests above block this process for long: a kept connection may have ended unnoticed.
    const isReady = () =>
      fetch(`${product.url}/api/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    await expect.poll(isReady, { timeout: 10_000 }).toBe(true)
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

  it("answers 500 at no door while its database cannot start, says why, and goes on by itself after", async () => {
    const cookie = await signInAsAdmin()
    const known: Record<string, string> = { slug: "kept", channelId: "kept", tag: "storm" }
    const doors = findDoors((part) => known[part.replaceAll(/[[\].]/g, "")] ?? "a".repeat(40))
    const ask = async ({ address }: Pick<Door, "address">) => {
      const response = await fetch(product.url + address, { headers: { cookie }, redirect: "manual" })
      await response.body?.cancel()
      return { address, status: response.status, retryAfter: response.headers.get("retry-after") }
    }
    expect((await ask({ address: "/kept" })).status).toBe(200)

    const version = path.join(dataDir, "postgres", "PG_VERSION")
    const right = await readFile(version, "utf8")
    await writeFile(version, "17\n")
    const failure = "FATAL: database files are incompatible with server"
    try {
      process.kill(await postgresPid(), "SIGKILL")
      await expect
        .poll(() => product.output(), { timeout: 20_000 })
        .toContain(`The database does not start. ${failure}`)

      const answers = await Promise.all([...doors, { address: "/not-kept", kind: "page" as const }].map(ask))
      expect(answers.filter(({ status }) => status === 500)).toEqual([])
      const pages = answers.filter(({ address }) =>
        doors.some((door) => door.address === address && door.kind === "page"),
      )
      for (const { address, status, retryAfter } of pages)
        if (status === 503) expect([address, Number(retryAfter) > 0]).toEqual([address, true])
      const statusOf = (address: string) => answers.find((answer) => answer.address === address)?.status
      expect([statusOf("/kept"), statusOf("/not-kept"), statusOf("/desk"), statusOf("/setup")]).toEqual([
        200, 503, 503, 503,
      ])

      const env = { ...process.env, DATABASE_URL: "", DATA_DIR: dataDir, PORT: new URL(product.url).port }
      const doctor = await runScript(["scripts/doctor.ts", "--json"], env)
      expect(doctor.code).toBe(1)
      expect(doctor.output).toContain(`The database that comes along did not start. ${failure}`)
    } finally {
      await writeFile(version, right)
    }
    await expect.poll(async () => (await ask({ address: "/api/ready" })).status, { timeout: 60_000 }).toBe(200)
    expect(product.output()).toContain("The database runs again.")
    expect((await ask({ address: "/desk" })).status).toBe(200)
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
