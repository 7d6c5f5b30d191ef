import type { Server } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { GET as metricsRoute } from "@/app/api/metrics/route"
import { GET as readyRoute } from "@/app/api/ready/route"
import { signIn } from "@/lib/auth/sign-in"
import { db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { processHub, stopLive } from "@/lib/realtime/broker"
import { closeHttpServer, createHttpServer } from "@/lib/server/http-server"
import { standaloneLive } from "@/lib/server/standalone-live"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

// Others may be busy on this machine.
const PATIENT = { timeout: 20_000 }

const TOKEN = "a-token-for-the-tests"

describe("the numbers and the readiness of a process", () => {
  useDatabase()
  let server: Server
  let url = ""

  beforeAll(async () => {
    process.env.METRICS_TOKEN = TOKEN
    setDatabaseUrl(process.env.DATABASE_URL ?? "")
    server = createHttpServer(standaloneLive)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    processHub()
  })
  afterAll(async () => {
    delete process.env.METRICS_TOKEN
    await stopLive()
    server.closeAllConnections()
    server.close()
  })

  const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }
  const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, init)

  async function read(): Promise<Map<string, number>> {
    const text = await (await ask("/api/metrics", bearer)).text()
    const lines = text.split("\n").filter((line) => line && !line.startsWith("#"))
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
    )
  }

  async function readOne(name: string): Promise<number | undefined> {
    return (await read()).get(`running_story_${name}`)
  }

  it("are for who has the token, on both mounts, and are not there without one", async () => {
    const refused = await ask("/api/metrics")
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: "wrong_metrics_token" } }])
    expect((await ask("/api/metrics", { headers: { authorization: "Bearer another-token" } })).status).toBe(401)
    const answer = await ask("/api/metrics", bearer)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")])
    const route = await metricsRoute(new Request("http://localhost/api/metrics", bearer))
    expect([route.status, await route.text()]).toEqual([200, expect.stringContaining("running_story_readers{")])

    delete process.env.METRICS_TOKEN
    setDatabaseUrl(process.env.DATABASE_URL ?? "")
    expect((await ask("/api/metrics", bearer)).status).toBe(404)
    process.env.METRICS_TOKEN = TOKEN
    setDatabaseUrl(process.env.DATABASE_URL ?? "")
  })

  it("count readers by their way, deltas, fan-out and saves", async () => {
    const { id, slug, epoch } = await makeBlog()
    const path = `/api/blogs/${slug}/changes?epoch=${epoch}&after=0`
    await ask(path)
    const before = await read()
    const socket = new WebSocket(
      `${url.replace("http", "ws")}/ws/channel/${slug}/?epoch=${epoch}&after=0`,
      "running-story.v1",
    )
    await new Promise((resolve) => socket.once("message", resolve))
    const stream = new AbortController()
    await ask(`/api/blogs/${slug}/stream?epoch=${epoch}&after=0`, { signal: stream.signal })
    const held = ask(`${path}&wait=20`)
    await expect.poll(() => readOne('readers{transport="long-polling"}'), PATIENT).toBe(1)
    expect(await readOne('readers{transport="websocket"}')).toBe(1)
    expect(await readOne('readers{transport="sse"}')).toBe(1)

    await makePost(id, "one change")
    await held
    const name = (each: string) => `running_story_${each}`
    const rise = async (each: string) => ((await read()).get(name(each)) ?? 0) - (before.get(name(each)) ?? 0)
    await expect.poll(() => rise("fan_out_seconds_count"), PATIENT).toBe(1)
    // However many readers there are, a change is one delta.
    expect(await rise("deltas_made_total")).toBe(1)
    expect(await rise("save_seconds_count")).toBe(1)
    await ask(`/api/blogs/${slug}/changes?epoch=another&after=0`)
    expect(await rise("resets_total")).toBe(1)
    socket.terminate()
    stream.abort()
    await expect.poll(() => readOne('readers{transport="sse"}'), PATIENT).toBe(0)
  })

  it("count what goes wrong: throttled sign-ins, statements that fail, a listening connection that is lost", async () => {
    const throttled = (await readOne("sign_in_throttles_total")) ?? 0
    const wrong = () => signIn({ email: "guess@example.org", password: "wrong" }, new Headers()).catch(() => {})
    for (let tries = 0; tries < 11; tries += 1) await wrong()
    expect(await readOne("sign_in_throttles_total")).toBe(throttled + 1)

    const failed = (await readOne("database_query_errors_total")) ?? 0
    await db().$queryRaw`select nonsense`.catch(() => {})
    expect(await readOne("database_query_errors_total")).toBe(failed + 1)

    const connects = (await readOne("listen_connects_total")) ?? 0
    await db().$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'running-story-listen' and datname = current_database()`
    await expect.poll(() => readOne("listen_connects_total"), PATIENT).toBe(connects + 1)
    expect(await readOne("listening")).toBe(1)
  })

  it("tell how far Pusher is behind", async () => {
    const { id } = await makeBlog()
    await db().blog.update({ where: { id }, data: { publisher: "pusher" } })
    await makePost(id, "untold")
    await makePost(id, "untold too")
    expect(await readOne("push_lag_versions")).toBe((await db().blog.findUniqueOrThrow({ where: { id } })).version)
    expect(await readOne("database_up")).toBe(1)
  })

  it("hold nothing of a single reader or blog, and no more lines however many there are", async () => {
    const lines = (await read()).size
    const blogs = await Promise.all([1, 2, 3].map(() => makeBlog()))
    for (const { slug, epoch } of blogs) await ask(`/api/blogs/${slug}/changes?epoch=${epoch}&after=0`)
    const text = await (await ask("/api/metrics", bearer)).text()
    for (const { id, slug } of blogs) for (const name of [id, slug]) expect(text).not.toContain(name)
    expect((await read()).size).toBe(lines)
  })

  it("say why it is not ready: a migration is missing, announcements do not arrive", async () => {
    expect(await (await readyRoute(new Request("http://localhost/api/ready"))).json()).toEqual({
      ready: true,
      degraded: false,
      database: true,
      writable: true,
      migrations: true,
      listening: true,
      reasons: [],
    })
    await db().$executeRaw`update _prisma_migrations set rolled_back_at = now() where migration_name like '%_search'`
    const answer = await ask("/api/ready")
    expect([answer.status, (await answer.json()).reasons]).toEqual([
      503,
      ["The database lacks 1 of this release's migrations."],
    ])
    await db().$executeRaw`update _prisma_migrations set rolled_back_at = null`
    expect((await ask("/api/ready")).status).toBe(200)
    // The next release, started beside this one, has brought the database further: this one goes on.
    await db().$executeRaw`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
      values ('next', 'next', '20990101000000_next', now())`
    expect((await ask("/api/ready")).status).toBe(200)
    await db().$executeRaw`delete from _prisma_migrations where id = 'next'`
  })

  it("say that it stops, and that it lives, to whoever asks on an open connection while it does", async () => {
    const stopping = createHttpServer({
      // A page that is on its way keeps the server for as long as it takes.
      request: (_, response) => void response.writeHead(200).write("begun"),
      upgrade: null,
    })
    await new Promise<void>((resolve) => stopping.listen(0, "127.0.0.1", resolve))
    const { port } = stopping.address() as AddressInfo
    const slow = new AbortController()
    await fetch(`http://127.0.0.1:${port}/desk`, { signal: slow.signal })
    const open = (path: string) => {
      const socket = connect(port, "127.0.0.1")
      const answered = new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(chunk.toString())))
      const ready = new Promise<void>((resolve) => socket.once("connect", resolve))
      return { ready, ask: () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`), answered }
    }
    const connections = [open("/api/ready"), open("/api/health"), open("/api/v1/blogs")] as const
    for (const { ready } of connections) await ready
    const held = () => new Promise((resolve) => stopping.getConnections((_, count) => resolve(count)))
    await expect.poll(held, PATIENT).toBe(4)
    const closed = closeHttpServer(stopping)
    await expect.poll(() => stopping.listening, PATIENT).toBe(false)
    for (const connection of connections) connection.ask()
    const [ready, health, page] = await Promise.all(connections.map(({ answered }) => answered))
    expect(ready).toMatch(/^HTTP\/1.1 503 [\s\S]*This server stops/)
    expect(health).toMatch(/^HTTP\/1.1 200 /)
    expect(page).toContain("HTTP/1.1 503 ")
    expect(page).toContain(`"code":${JSON.stringify("restarting")}`)
    slow.abort()
    await closed
  })
})
