import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { photo } from "../db/picture-samples"
import { execute } from "../setup/postgres"
import { mountSmallDisk, type SmallDisk } from "../setup/small-disk"

const METRICS_TOKEN = "a-token-for-the-metrics"
const DISK_MEGABYTES = 400
/** Pages with room in them are filled first. */
const MAX_SAVES = 60

type Body = { error?: { code: string; message: string }; id?: string; posts?: { version: number }[] }

// Where nothing may be mounted the database itself says, by its own protocol, what a full disk makes it say.
describe("a product whose disk is full", () => {
  let disk: SmallDisk | null
  let dataDir: string
  let product: Product
  let saves = 0

  beforeAll(async () => {
    disk = await mountSmallDisk(DISK_MEGABYTES)
    const folder = disk?.folder ?? (await mkdtemp(path.join(os.tmpdir(), "running-story-full-")))
    // PostgreSQL does not run as root: its own user must reach the folder.
    await chmod(folder, 0o755)
    dataDir = path.join(folder, "data")
    product = await startProduct({ dataDir, env: { METRICS_TOKEN } })
    await call("POST", "/blogs", { slug: "full", title: "Full" })
  })
  afterAll(async () => {
    await product.stop()
    await disk?.stop()
    if (!disk) await rm(path.dirname(dataDir), { recursive: true, force: true })
  })

  async function call(method: string, where: string, body?: object, key = "") {
    const headers = {
      authorization: `Bearer ${product.token}`,
      "content-type": "application/json",
      ...(key ? { "idempotency-key": key } : {}),
    }
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const answer = await fetch(`${product.url}/api/v1${where}`, init)
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body }
  }

  const text = randomBytes(30_000).toString("base64")
  const save = (number: number) => call("POST", "/blogs/full/posts", { text: `${number} ${text}` }, `save:${number}`)

  async function fill(): Promise<void> {
    if (disk) return disk.fill()
    await sql(`create function no_room() returns trigger language plpgsql as
      $$ begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
    for (const table of ["post", "revision", "media"])
      await sql(`create trigger no_room before insert on ${table} for each row execute function no_room()`)
  }

  async function makeRoom(): Promise<void> {
    if (disk) return disk.makeRoom()
    await sql("drop function no_room cascade")
  }

  async function sql(words: string): Promise<void> {
    const running = await findRunning(dataDir)
    await execute(running?.databaseUrl ?? "", words)
  }

  const ready = async () => {
    const answer = await fetch(`${product.url}/api/ready`)
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
  }

  it("says in words that a save has no room, and what is left of it is nothing", async () => {
    expect((await save(saves)).status).toBe(201)
    expect(await ready()).toMatchObject({ status: 200, ready: true, writable: true })
    await fill()
    let answer = await save(++saves)
    while (answer.status === 201 && saves < MAX_SAVES) answer = await save(++saves)
    expect([answer.status, answer.body.error?.code, answer.body.error?.message]).toEqual([
      507,
      "database_full",
      "The database is out of space. Your text is kept: tell the administrator of this server.",
    ])
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
    const { body } = await call("GET", "/blogs/full/posts?limit=100")
    expect(body.posts?.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: saves }, (_, index) => index + 1),
    )
  })

  it("says so of a picture too", async () => {
    const form = new FormData()
    form.set("file", new Blob([new Uint8Array(await photo(1_200, 800).jpeg().toBuffer())]), "photo.jpg")
    const headers = { authorization: `Bearer ${product.token}` }
    const answer = await fetch(`${product.url}/api/v1/media`, { method: "POST", headers, body: form })
    expect([answer.status, ((await answer.json()) as Body).error?.code]).toEqual([507, "database_full"])
  })

  it("goes on serving readers, and tells the truth where it is watched", async () => {
    const paths = ["/full", "/", "/full/feed.json", "/api/get-updates/full/?last_update_ts=0"]
    for (const each of paths) expect([each, (await fetch(`${product.url}${each}`)).status]).toEqual([each, 200])
    expect(await ready()).toMatchObject({
      status: 200,
      ready: true,
      degraded: true,
      database: true,
      writable: false,
      reasons: expect.arrayContaining([
        "No room is left for the database: nothing can be saved. Reading goes on.",
        ...(disk ? [expect.stringMatching(/^Only \d+ MB are left on the disk of the database\.$/)] : []),
      ]),
    })
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    const metrics = await (await fetch(`${product.url}/api/metrics`, { headers })).text()
    expect(metrics).toContain("running_story_database_writable 0\n")
    if (disk) expect(metrics).toMatch(/running_story_database_disk_free_bytes \d{1,7}\n/)
  })

  it("is found by the doctor, and a backup says that it has no room", async () => {
    const found = (await run("doctor", "--url", product.url)).output
    expect(found).toContain("and is in trouble: No room is left for the database")
    if (!disk) return
    expect(found).toMatch(/FAILED +room: No room is left for the database/)
    expect(found).toMatch(/FAILED +data folder: /)
    const backup = await run("backup")
    expect([backup.code, backup.output]).toEqual([1, expect.stringContaining("No backup was made.")])
  })

  it("goes on by itself when there is room: what was refused arrives once, and all is well again", async () => {
    await makeRoom()
    expect((await save(saves)).status).toBe(201)
    expect((await save(saves)).status).toBe(201)
    const { body } = await call("GET", "/blogs/full/posts?limit=100")
    expect(body.posts).toHaveLength(saves + 1)
    await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ ready: true, writable: true })
    expect(await ready()).toMatchObject({ reasons: [], degraded: false })
  })

  function run(script: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const env = { ...process.env, DATABASE_URL: "", DATA_DIR: dataDir, PORT: new URL(product.url).port }
    const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], { env })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk))
    return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })))
  }
})
