import { spawn } from "node:child_process"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { createServer as createHttp, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { GET as readyRoute } from "@/app/api/ready/route"
import { readSiteSecret } from "@/lib/auth/site-secret"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { parseEnv } from "@/lib/env"
import { DIAGNOSTICS_HEADER, makeDiagnosticsToken, SEEN_AS } from "@/lib/http/diagnostics"
import { isListening, processHub, stopLive } from "@/lib/realtime/broker"
import { createHttpServer, type NextHandler } from "@/lib/server/http-server"
import { standaloneLive } from "@/lib/server/standalone-live"
import { judgeProxy, type Seen } from "@/scripts/doctor/check-proxy"
import type { CheckResult } from "@/scripts/doctor/check-result"
import { checkNode } from "@/scripts/doctor/check-settings"
import { examine } from "@/scripts/doctor/run-checks"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { findFreePort } from "../../scripts/lib/start-product"
import { startBufferingProxy } from "../fakes/http-proxy"
import { startPooler } from "../fakes/pooler"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

const DAY_MS = 24 * 60 * 60_000

/** The live endpoints, and the app's own answer of how it is. */
const likeTheApp: NextHandler = {
  request: (request, response) => {
    if (request.url !== "/api/ready") return standaloneLive.request(request, response)
    const headers = new Headers(request.headers as Record<string, string>)
    void readyRoute(new Request("http://localhost/api/ready", { headers })).then(async (answer) =>
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
    )
  },
  upgrade: null,
}

describe("the doctor", () => {
  useDatabase()
  const pusher = new PusherServer()
  let server: Server
  let url = ""

  beforeAll(async () => {
    await pusher.start()
    const { id } = await makeBlog()
    await makePost(id, "something to follow")
    processHub()
    await vi.waitUntil(isListening)
    await readSiteSecret()
    server = createHttpServer(likeTheApp)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await stopLive()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await pusher.stop()
  })

  type Fault = {
    variables?: Record<string, string>
    databaseUrl?: string
    url?: string
    mustRun?: boolean
    now?: () => number
    /** Goes the ways to readers too, which takes a second and more. */
    ways?: boolean
  }

  /** The findings of an installation that is well but for this. */
  function look({
    variables = {},
    databaseUrl = requireDatabaseUrl(),
    ways,
    ...rest
  }: Fault = {}): Promise<CheckResult[]> {
    const env = parseEnv({ DATABASE_URL: databaseUrl, APP_URL: url, ...pusher.env, ...variables })
    return examine({
      env,
      url,
      mustRun: true,
      databaseUrl: env.DATABASE_URL ?? null,
      ...(ways ? {} : { blog: "none" }),
      ...rest,
    })
  }

  async function troubles(fault: Fault): Promise<string[]> {
    const findings = await look(fault)
    const found = findings.filter(({ state }) => state === "failed" || state === "warning")
    for (const { fix } of found) expect(fix).toBeTruthy()
    return found.filter(({ check }) => check !== "Node").map(({ check, words }) => `${check}: ${words}`)
  }

  it("finds nothing wrong where nothing is, and has tried every way to readers", async () => {
    const findings = await look({ ways: true })
    expect(findings.filter(({ state, check }) => state !== "ok" && check !== "Node")).toMatchObject([
      { check: "data folder", state: "skipped" },
    ])
    const tried = findings.filter(({ state }) => state === "ok").map(({ check }) => check)
    const ways = ["proxy", "polling", "long polling", "event stream", "WebSocket", "Pusher"]
    expect(tried).toEqual(
      expect.arrayContaining(["database", "migrations", "clock", "announcements", "APP_URL", ...ways]),
    )
  })

  it("names a database that does not run", async () => {
    const gone = new URL(requireDatabaseUrl())
    gone.port = String(await findFreePort())
    expect((await troubles({ databaseUrl: gone.href })).join()).toContain(
      `No database answers at 127.0.0.1:${gone.port}`,
    )
  })

  it("names a wrong password", async () => {
    const wrong = new URL(requireDatabaseUrl())
    wrong.password = "not-this-one"
    expect((await troubles({ databaseUrl: wrong.href })).join()).toContain("refuses the password of running_story")
  })

  it("names a data folder that cannot be written to", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-doctor-"))
    await chmod(folder, 0o500)
    // Root may write everywhere but there.
    const closed = process.getuid?.() === 0 ? "/sys/running-story" : folder
    const found = await troubles({ variables: { DATABASE_URL: "", DATA_DIR: closed } })
    await rm(folder, { recursive: true })
    expect(found.join()).toContain(`${closed} cannot be written to`)
  })

  it("names a migration that is missing, one that nobody knows, and one that was changed", async () => {
    const [row] = await db().$queryRaw<{ name: string; checksum: string }[]>`
      select migration_name as name, checksum from _prisma_migrations order by 1 desc limit 1`
    const set = (name: string, checksum: string) =>
      db().$executeRaw`update _prisma_migrations set migration_name = ${name}, checksum = ${checksum}
        where migration_name in (${row?.name}, '20990101000000_of_tomorrow', 'gone')`
    await set("20990101000000_of_tomorrow", row?.checksum ?? "")
    const unknown = (await troubles({})).join()
    await set(row?.name ?? "", "another")
    const changed = (await troubles({})).join()
    await db().$executeRaw`update _prisma_migrations set rolled_back_at = now() where migration_name = ${row?.name}`
    const missing = (await troubles({})).join()
    await db().$executeRaw`update _prisma_migrations set rolled_back_at = null where migration_name = ${row?.name}`
    await set(row?.name ?? "", row?.checksum ?? "")
    expect(unknown).toContain("newer than this release: 20990101000000_of_tomorrow")
    expect(changed).toContain(`Changed after they had been applied: ${row?.name}`)
    expect(missing).toContain(`The database lacks ${row?.name}`)
  })

  it("names a secret of Pusher's that is wrong, and one that is missing", async () => {
    expect((await troubles({ variables: { PUSHER_SECRET: "wrong" } })).join()).toContain("refuses the key or secret")
    expect((await troubles({ variables: { PUSHER_SECRET: "" } })).join()).toContain("PUSHER_SECRET is missing")
  })

  it("names a proxy that collects answers, and that sockets do not pass it", async () => {
    const proxy = await startBufferingProxy(url)
    const found = await troubles({ ways: true, url: proxy.url, variables: { APP_URL: proxy.url } })
    await proxy.stop()
    expect(found).toEqual([
      expect.stringMatching(/^event stream: .* collects answers before it passes them on/),
      expect.stringMatching(/^WebSocket: Cannot be opened/),
    ])
  })

  it("names a proxy that passes on what readers claim, and one that names another proxy in place of readers", async () => {
    const proxyThat = async (forward: (claimed: string | undefined) => string) => {
      const proxy = await startBufferingProxy(url, ({ "x-forwarded-for": claimed, ...headers }) => ({
        ...headers,
        "x-forwarded-for": forward(claimed?.toString()),
      }))
      const found = await troubles({ variables: { APP_URL: proxy.url } })
      await proxy.stop()
      return found
    }
    expect(await proxyThat(() => "198.51.100.7")).toEqual([])
    expect(await proxyThat((claimed) => `${claimed ? `${claimed}, ` : ""}198.51.100.7`)).toEqual([])
    expect(await proxyThat((claimed) => claimed ?? "198.51.100.7")).toEqual([
      expect.stringMatching(/^proxy: .* passes on what readers say of themselves/),
    ])
    expect(await proxyThat((claimed) => `${claimed ? `${claimed}, ` : ""}198.51.100.7, 10.1.2.3`)).toEqual([
      expect.stringMatching(/^proxy: Requests pass 2 proxies .* the last one says 10\.1\.2\.3/),
    ])
  })

  it("names a proxy that does not say where readers are, and one that nobody believes", () => {
    const judge = (plain: Seen, madeUp = plain) =>
      judgeProxy("https://live.example.org", { plain, madeUp }, { MAX_READERS_PER_ADDRESS: 1000 })
    expect(judge({ as: "127.0.0.1", forwarded: [] })).toMatchObject({
      state: "failed",
      words: expect.stringContaining("does not say where requests come from"),
    })
    expect(judge({ as: "198.51.100.7", forwarded: ["192.0.2.1"] })).toMatchObject({
      state: "failed",
      words: expect.stringContaining(
        "reaches this server from 198.51.100.7, which is neither this machine nor in TRUSTED_PROXIES",
      ),
    })
    expect(judge({ as: "192.0.2.1", forwarded: ["192.0.2.1"] })).toBeNull()
    expect(judge({ as: "2001:db8:0:0::/64", forwarded: ["2001:db8::1"] })).toBeNull()
  })

  it("names a TRUSTED_PROXIES that is everybody, and not one that is a network", async () => {
    expect((await troubles({ variables: { TRUSTED_PROXIES: "10.0.0.0/8,::/0" } })).join()).toMatch(
      /TRUSTED_PROXIES has ::\/0, which is everybody/,
    )
    expect((await troubles({ variables: { TRUSTED_PROXIES: "10.0.0.0/8" } })).join()).not.toContain("everybody")
  })

  it("alone is told how its question arrived: nobody without the site's secret, or with a proof of yesterday", async () => {
    const secret = await readSiteSecret()
    const ask = async (proof: string) =>
      (await fetch(`${url}/api/ready`, { headers: { [DIAGNOSTICS_HEADER]: proof } })).headers.get(SEEN_AS)
    expect(await ask(makeDiagnosticsToken(secret, Date.now()))).toBe("127.0.0.1")
    expect(await ask(makeDiagnosticsToken(secret, Date.now() - DAY_MS))).toBeNull()
    expect(await ask(makeDiagnosticsToken("another secret of this length!!!", Date.now()))).toBeNull()
  })

  it("names an APP_URL that leads nowhere, or to somebody else", async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}`
    expect((await troubles({ variables: { APP_URL: nowhere } })).join()).toContain(`${nowhere} does not lead here`)
    const other = createHttp((_, response) => response.end("{}"))
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect((await troubles({ variables: { APP_URL: elsewhere } })).join()).toContain("something else answers")
    other.close()
  })

  it("names a pooler that loses what is announced", async () => {
    const pooler = await startPooler(requireDatabaseUrl())
    const found = await troubles({ databaseUrl: pooler.url })
    await pooler.stop()
    expect(found).toEqual([expect.stringMatching(/^announcements: .* does not arrive/)])
  })

  it("names a database that takes no changes", async () => {
    const standby = new URL(requireDatabaseUrl())
    standby.searchParams.set("options", "-c default_transaction_read_only=on")
    expect(await troubles({ databaseUrl: standby.href })).toEqual([
      expect.stringMatching(/^room: The database takes no changes\./),
    ])
  })

  it("names clocks that differ", async () => {
    const ahead = (milliseconds: number) => () => Date.now() + milliseconds
    expect(await troubles({ now: ahead(5_000) })).toEqual([expect.stringMatching(/clock is [45]\.\d s ahead/)])
    const findings = await look({ now: ahead(-3_600_000) })
    expect(findings.find(({ check }) => check === "clock")).toMatchObject({ state: "failed" })
  })

  it("names a port that another program has", async () => {
    const other = createHttp((_, response) => response.end("I am another program"))
    await new Promise<void>((resolve) => other.listen(0, resolve))
    const port = String((other.address() as AddressInfo).port)
    const found = await troubles({ url: `http://localhost:${port}`, mustRun: false, variables: { PORT: port } })
    other.close()
    expect(found).toEqual([expect.stringContaining(`Port ${port} is in use by another program`)])
  })

  it("names a server that is told to run and does not", async () => {
    const port = String(await findFreePort())
    const found = await troubles({ url: `http://localhost:${port}`, variables: { PORT: port, APP_URL: "" } })
    expect(found.join()).toContain("No Running Story answers")
  })

  it("names what is missing on Vercel, and a Node that is too old", async () => {
    expect((await troubles({ variables: { VERCEL: "1" } })).join()).toContain("CRON_SECRET is not set")
    expect(checkNode("18.20.0").state).toBe("failed")
    expect(checkNode("20.19.0").state).toBe("warning")
    expect(checkNode("24.18.0").words).toContain("known holes")
    expect(checkNode("24.18.1").state).toBe("ok")
  })

  it("as a command ends with code 1, in JSON if wanted, and names variables that are wrong", async () => {
    const run = (variables: Record<string, string>, ...args: string[]) =>
      new Promise<{ code: number | null; output: string }>((resolve) => {
        const env = { ...process.env, DATABASE_URL: requireDatabaseUrl(), APP_URL: url, ...variables }
        const child = spawn(process.execPath, ["--import", "tsx", "scripts/doctor.ts", ...args], { env })
        let output = ""
        child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
        child.once("close", (code) => resolve({ code, output }))
      })
    const well = await run({}, "--json", "--url", url)
    expect([well.code, JSON.parse(well.output).ok]).toEqual([0, true])
    const ill = await run({ PORT: "no", AUTH_SECRET: "short" })
    expect(ill.code).toBe(1)
    expect(ill.output).toMatch(/FAILED +environment:[\s\S]*PORT: [\s\S]*AUTH_SECRET: must have at least 32 characters/)
  })
})
