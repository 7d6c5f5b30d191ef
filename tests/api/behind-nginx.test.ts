import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createBlog } from "@/lib/blogs/create-blog"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { emptyFeed, type ReaderTransport, startReader } from "../../scripts/chaos/chaos-reader"
import { startEditors } from "../../scripts/chaos/editors"
import { findLies } from "../../scripts/chaos/oracle"
import { READ } from "../../scripts/chaos/reader-transports"
import { apiDesk, newSlug } from "../../scripts/conformance/desk-client"
import type { ConformanceTarget } from "../../scripts/conformance/target"
import { SOME_CHECKS } from "../setup/conformance-checks"
import { type Member, startMember } from "../setup/member"
import { type Nginx, startNginx } from "../setup/nginx"
import { useServer } from "../setup/server"
import { DESK } from "../setup/story"

const FILE = "deploy/nginx.conf"
const TRANSPORTS = Object.keys(READ) as ReaderTransport[]

describe("two processes of the app and a live server behind the nginx file that we ship", () => {
  const { url, token, dataDir, pusher, pusherEnv } = useServer()
  let second: Member
  let live: Member
  let nginx: Nginx
  const target: ConformanceTarget = { url: "", desk: apiDesk(url, token), pusher, sockets: true }

  beforeAll(async () => {
    const databaseUrl = (await findRunning(dataDir))?.databaseUrl ?? ""
    setDatabaseUrl(databaseUrl)
    ;[second, live] = await Promise.all([
      startMember("start", databaseUrl, pusherEnv),
      startMember("live-server", databaseUrl),
    ])
    nginx = await startNginx(FILE, { 3000: Number(new URL(url).port), 3002: second.port, 3001: live.port })
    Object.assign(target, { url: nginx.url, desk: apiDesk(nginx.url, token) })
  })
  afterAll(async () => {
    await nginx.stop()
    await Promise.all([second.stop(), live.stop()])
    await closeDb()
  })

  it.each(SOME_CHECKS)("$name", { timeout: 60_000 }, async ({ run }) => {
    const verdicts = await run(target)
    expect(Object.entries(verdicts).filter(([, words]) => words !== null)).toEqual([])
    expect(Object.keys(verdicts).length).toBeGreaterThan(2)
  })

  // Twenty seconds of saves: `npm run test:deploy`. Without a proxy in front, tests/api/chaos.test.ts does it every time.
  it.runIf(process.env.LONG)(
    "keep every reader right, and take every save, while one after the other is killed",
    async () => {
      const blog = await createBlog(DESK, { slug: newSlug(), title: "Killed" })
      const first = await readChangesAfterVersion(blog.id, 0)
      if (!first?.snapshot.blog) throw new Error("The blog is not public.")
      const feed = emptyFeed(first.snapshot.epoch, first.snapshot.blog)
      const place = { port: nginx.port, slug: blog.slug }
      const readers = TRANSPORTS.flatMap((transport) => [1, 2].map(() => startReader(transport, place, feed)))
      const editors = startEditors(blog.id, 2)
      const desk = apiDesk(nginx.url, token)
      let saved = 0
      // A save through the front while each is down: nobody is told of an error.
      const save = async () => {
        for (let count = 0; count < 10; count += 1, saved += 1) await desk.createPost(blog, { text: `Saved ${count}` })
      }
      try {
        await save()
        for (const member of [second, live]) {
          await member.kill()
          await save()
          await member.start()
          await save()
        }
      } finally {
        await editors.stop()
      }
      const lies = await findLies(readers, blog.id, 15_000)
      await Promise.all(readers.map((reader) => reader.stop()))
      expect(lies).toEqual([])
      expect(saved).toBe(50)
      // Those that hung on a connection lost it; so something was cut.
      const held = readers.filter(({ name }) => /^(sse|websocket)/.test(name))
      expect(held.map(({ counts }) => counts.connections > 1)).toEqual(held.map(() => true))
    },
    90_000,
  )
})

describe("the nginx file that we ship", () => {
  const asked: { method: string; address: string | undefined; at: number }[] = []
  let broken = new Set<number>()
  // Processes of another release: what is asked for is not there.
  let older = new Set<number>()
  let fakes: { server: Server; port: number }[]
  let nginx: Nginx

  beforeAll(async () => {
    fakes = await Promise.all([0, 1, 2].map((index) => startFake(index)))
    const [app, live, other] = fakes.map(({ port }) => port)
    nginx = await startNginx(FILE, { 3000: app ?? 0, 3001: live ?? 0, 3002: other ?? 0 })
  })
  afterAll(async () => {
    await nginx.stop()
    for (const { server } of fakes) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function startFake(index: number): Promise<{ server: Server; port: number }> {
    const server = createServer((request, response) => {
      note(index, request)
      // Takes the whole request, and dies before it answers.
      if (broken.has(index)) request.on("end", () => request.socket.destroy()).resume()
      else response.writeHead(older.has(index) ? 404 : 200).end("fine")
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return { server, port: (server.address() as AddressInfo).port }
  }
  function note(at: number, { method = "", headers }: IncomingMessage): void {
    asked.push({ method, address: headers["x-forwarded-for"]?.toString(), at })
  }
  const ask = async (path: string, init: RequestInit = {}) => {
    asked.length = 0
    const answer = await fetch(`${nginx.url}${path}`, init)
    return { status: answer.status, tried: asked.length, address: asked[0]?.address }
  }

  it("never sends twice what changes something, though its process died before it answered", async () => {
    broken = new Set([0, 1, 2])
    for (const method of ["POST", "PATCH"])
      expect(await ask("/api/v1/blogs", { method, body: "{}" })).toMatchObject({ status: 502, tried: 1 })
  })

  it("asks another process what only reads, and a process of the app for what the live server cannot", async () => {
    broken = new Set([0])
    for (let count = 0; count < 4; count += 1) expect(await ask("/a-blog")).toMatchObject({ status: 200 })
    broken = new Set([1])
    expect(await ask("/api/blogs/a-blog/changes?after=0")).toMatchObject({ status: 200, tried: 2 })
  })

  it("finds a part of a page at whichever process has it, while releases change", async () => {
    broken = new Set()
    older = new Set([0])
    for (let count = 0; count < 4; count += 1)
      expect(await ask("/_next/static/chunks/new.js")).toMatchObject({ status: 200 })
    older = new Set([0, 2])
    expect(await ask("/_next/static/chunks/new.js")).toMatchObject({ status: 404, tried: 2 })
    // What is not there elsewhere is asked for once.
    expect(await ask("/a-blog")).toMatchObject({ status: 404, tried: 1 })
    older = new Set()
  })

  it("tells where a reader is, whatever the reader says", async () => {
    broken = new Set()
    const headers = { "X-Forwarded-For": "203.0.113.7" }
    expect(await ask("/", { headers })).toMatchObject({ address: "127.0.0.1" })
    expect(await ask("/api/blogs/a-blog/stream", { headers })).toMatchObject({ address: "127.0.0.1" })
  })
})
