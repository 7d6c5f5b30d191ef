import { connect } from "node:net"
import { afterEach, describe, expect, it, vi } from "vitest"
import WebSocket from "ws"
import { processHub } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { makeBlog } from "../setup/story"

vi.stubEnv("MAX_READERS", "3")
vi.stubEnv("APP_URL", "https://live.example.org")
useDatabase()

const held = () => [...processHub().countReaders().values()].reduce((sum, count) => sum + count, 0)

describe("what our own server holds", () => {
  const server = useMount("own server")
  const handlers = useMount("route handlers")
  const life = new AbortController()
  afterEach(() => void vi.restoreAllMocks())

  it("has an upper bound: one reader too many is told to ask in intervals, and may do so", async () => {
    const blog = await makeBlog()
    const position = `epoch=${blog.epoch}&after=0`
    const stream = `${server.url}/api/blogs/${blog.slug}/stream?${position}`
    const changes = `${server.url}/api/blogs/${blog.slug}/changes?${position}`
    const socketUrl = `${server.url.replace("http", "ws")}/ws/channel/${blog.slug}/?${position}`
    await fetch(stream, { signal: life.signal })
    const socket = new WebSocket(socketUrl, "running-story.v1")
    const poll = fetch(`${changes}&wait=20`, { signal: life.signal }).catch(() => null)
    await expect.poll(held).toBe(3)

    for (const url of [stream, `${changes}&wait=20`]) {
      const refused = await fetch(url)
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"])
      expect(((await refused.json()) as { error: { code: string } }).error.code).toBe("too_many_readers")
    }
    expect(await refusalOf(new WebSocket(socketUrl, "running-story.v1"))).toContain("503")
    expect((await fetch(changes)).status).toBe(200)

    socket.terminate()
    life.abort()
    await poll
    await expect.poll(held).toBe(0)
    expect((await fetch(stream, { signal: AbortSignal.timeout(200) })).status).toBe(200)
  })

  it("is held together with what route handlers hold", async () => {
    const blog = await makeBlog()
    const position = `epoch=${blog.epoch}&after=0`
    const leaving = new AbortController()
    const ask = (url: string, path: string) =>
      fetch(`${url}/api/blogs/${blog.slug}/${path}`, { signal: leaving.signal }).catch(() => null)
    await expect.poll(held).toBe(0)
    const poll = ask(handlers.url, `changes?${position}&wait=20`)
    await expect.poll(held).toBe(1)
    const [one, two] = [await ask(handlers.url, `stream?${position}`), await ask(server.url, `stream?${position}`)]
    expect([one?.status, two?.status]).toEqual([200, 200])
    expect((await ask(handlers.url, `stream?${position}`))?.status).toBe(503)
    expect((await ask(handlers.url, `changes?${position}&wait=20`))?.status).toBe(503)
    expect((await ask(handlers.url, `changes?${position}`))?.status).toBe(200)
    leaving.abort()
    await poll
    const again = () =>
      fetch(`${handlers.url}/api/blogs/${blog.slug}/stream?${position}`, { signal: AbortSignal.timeout(200) })
    await expect.poll(async () => (await again()).status).toBe(200)
  })

  it("answers for its own hosts alone", async () => {
    const blog = await makeBlog()
    const ask = (host: string) => rawRequest(server.url, `GET /api/blogs/${blog.slug}/stream HTTP/1.1\r\nHost: ${host}`)
    expect(await ask("evil.example")).toMatch(/^HTTP\/1\.1 421 /)
    expect(await ask("live.example.org")).toMatch(/^HTTP\/1\.1 200 /)
    expect(await ask("localhost:1234")).toMatch(/^HTTP\/1\.1 200 /)
  })

  it("opens sockets for its own pages alone, and at one path", async () => {
    const blog = await makeBlog()
    const base = server.url.replace("http", "ws")
    const channel = `${base}/ws/channel/${blog.slug}/`
    expect(await refusalOf(new WebSocket(channel, { origin: "https://evil.example" }))).toContain("403")
    for (const origin of ["https://live.example.org", server.url]) {
      const socket = new WebSocket(channel, { origin })
      await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject))
      socket.terminate()
    }
    const upgrade = "HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket"
    for (const target of ["/", "/_next/hmr", "/ws/other/", "http://169.254.169.254/ws/channel/x/", "//evil/ws/"]) {
      expect(await rawRequest(server.url, `GET ${target} ${upgrade}`)).toMatch(/^HTTP\/1\.1 4\d\d /)
    }
  })
})

function refusalOf(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.on("open", () => resolve("was let in"))
    socket.on("error", ({ message }) => resolve(message))
  })
}

/** What comes back on a connection until it is closed or the answer's head is there. */
function rawRequest(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(`${head}\r\n\r\n`)
  return new Promise((resolve) => {
    let answer = ""
    socket.on("error", () => {})
    socket.on("data", (chunk) => {
      answer += String(chunk)
      if (answer.includes("\r\n\r\n")) socket.destroy()
    })
    socket.on("close", () => resolve(answer))
  })
}
