import { connect } from "node:net"
import { describe, expect, it } from "vitest"
import { useAppUrl } from "../setup/app-url"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { makeBlog } from "../setup/story"

const FOR_A_YEAR = "max-age=31536000"

describe("an answer that programs and our own scripts read", () => {
  useDatabase()
  useAppUrl("https://live.example.org")

  describe.each(MOUNTS)("on %s", (mount) => {
    const server = useMount(mount)

    it("is taken for nothing but what it is, and keeps browsers to https where the site has it", async () => {
      const { slug, epoch } = await makeBlog()
      const base = `/api/blogs/${slug}`
      const doors: [path: string, init?: RequestInit][] = [
        [`${base}/changes?epoch=${epoch}&after=0`],
        // The second time it is a kept one, and then one that the reader has.
        [`${base}/changes?epoch=${epoch}&after=0`],
        [`${base}/changes?epoch=${epoch}&after=99999&wait=1`],
        [`${base}/changes?epoch=${epoch}&after=nothing`],
        [`${base}/stream?epoch=${epoch}&after=0`],
        [`${base}/stream?after=nothing`],
        [`${base}/seen?version=1&waited=1&ask=1`, { method: "POST" }],
        [`/api/get-updates/${slug}?last_update_ts=0`],
        [`/api/get-updates/${slug}`, { method: "OPTIONS" }],
        [`/api/get-updates/${slug}`, { method: "POST" }],
        ["/api/blogs/nothing-here/changes?epoch=x&after=0"],
        ["/api/desk/blogs/blog_1/stream"],
      ]
      for (const [path, init] of doors) {
        const abort = new AbortController()
        const { headers, status } = await fetch(`${server.url}${path}`, { ...init, signal: abort.signal })
        expect(headers.get("x-content-type-options"), `${path} (${status})`).toBe("nosniff")
        expect(headers.get("strict-transport-security"), `${path} (${status})`).toBe(FOR_A_YEAR)
        abort.abort()
      }
      const first = await fetch(`${server.url}${base}/changes?epoch=${epoch}&after=0`)
      const again = { headers: { "if-none-match": first.headers.get("etag") ?? "" } }
      const unchanged = await fetch(`${server.url}${base}/changes?epoch=${epoch}&after=0`, again)
      expect([unchanged.status, unchanged.headers.get("x-content-type-options")]).toEqual([304, "nosniff"])
    })
  })

  describe("on our own server alone", () => {
    const server = useMount("own server")

    it("says the same for whatever the app answers, and for what is refused before", async () => {
      for (const path of [
        "/nothing/of/the/app",
        "/api/v1/blogs",
        "/_next/static/x.js",
        `/${"x".repeat(9_000)}`,
        "/api/%zz",
      ]) {
        const { headers } = await fetch(`${server.url}${path}`)
        expect(headers.get("x-content-type-options"), path.slice(0, 30)).toBe("nosniff")
        expect(headers.get("strict-transport-security"), path.slice(0, 30)).toBe(FOR_A_YEAR)
      }
      const foreign = await ask(server.url, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
      expect(foreign).toMatch(/^HTTP\/1\.1 421 /)
      expect(foreign).toContain("X-Content-Type-Options: nosniff")
    })

    it("and for a socket that is refused", async () => {
      const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
      const head = `GET /ws/channel/nothing-here/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`
      const refused = await ask(server.url, head)
      expect(refused).toMatch(/^HTTP\/1\.1 404 /)
      expect(refused).toContain("X-Content-Type-Options: nosniff")
      expect(refused).toContain(`Strict-Transport-Security: ${FOR_A_YEAR}`)
    })
  })
})

/** Sends letters as they are, and gathers the answer until the other end closes. */
function ask(url: string, letters: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(letters))
    let answer = ""
    socket.on("data", (chunk) => (answer += chunk.toString("utf8")))
    socket.on("end", () => resolve(answer))
    socket.on("error", reject)
  })
}
