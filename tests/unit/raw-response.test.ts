import { createServer } from "node:http"
import net from "node:net"
import { text } from "node:stream/consumers"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { jsonPayload } from "@/lib/http/payload"
import { ResponseCache } from "@/lib/server/response-cache"
import { listenAsProxy, type RunningProxy } from "../../scripts/lib/fakes/running-proxy"

/*
 * Kept answers as they come over a connection: those that are sent with a head of before must be what Node itself says.
 */

const BODY = JSON.stringify({ text: "Žižek’s “größte” 🚀" })
const NEVER_KEPT = "/never-kept"
const kept = new ResponseCache()
let running: RunningProxy

beforeAll(async () => {
  const server = createServer((request, response) => {
    const { headers } = jsonPayload(200, "", { ETag: '"1"' })
    if (request.url === NEVER_KEPT) {
      response.writeHead(200, { ...headers, "Content-Length": Buffer.byteLength(BODY) }).end(BODY)
    } else if (!kept.send(request, response)) {
      const body = request.method === "HEAD" ? null : BODY
      kept.store(request, { status: 200, headers, body, holds: () => true })
      kept.send(request, response)
    }
  })
  running = await listenAsProxy(server, () => server.closeAllConnections())
})

afterAll(() => running.stop())

const line = (method: string, url: string, version = "1.1", headers = "") =>
  `${method} ${url} HTTP/${version}\r\nHost: here\r\n${headers}\r\n`
const LAST = "Connection: close\r\n"

/** Everything that is answered to some requests on one connection, which the last of them ends. */
async function converse(...requests: string[]): Promise<string> {
  const socket = net.connect(Number(new URL(running.url).port), "127.0.0.1")
  socket.write(requests.join(""))
  return text(socket)
}

const withoutDate = (answer: string) => answer.replaceAll(/Date: [^\r]+\r\n/g, "")
const answersIn = (talk: string) => talk.split(/(?=HTTP\/1\.1 )/)

describe("a kept answer", () => {
  it("is, given again on one connection, the same to the last byte, and ends where it says", async () => {
    const talk = await converse(line("GET", "/a"), line("GET", "/a"), line("GET", "/a"), line("GET", "/a", "1.1", LAST))
    const [first, second, third, last] = answersIn(talk).map(withoutDate)
    expect(first?.endsWith(`\r\n\r\n${BODY}`)).toBe(true)
    expect(first).toContain(`Content-Length: ${Buffer.byteLength(BODY)}\r\n`)
    expect(first).toContain("Connection: keep-alive\r\n")
    expect([second, third]).toEqual([first, first])
    expect(last).toContain("Connection: close\r\n")
    expect(last?.endsWith(`\r\n\r\n${BODY}`)).toBe(true)
  })

  it("says what Node says by itself", async () => {
    const ask = async (url: string) => converse(line("GET", url), line("GET", url), line("GET", url, "1.1", LAST))
    expect(withoutDate(await ask("/a"))).toBe(withoutDate(await ask(NEVER_KEPT)))
  })

  it("has no body for HEAD, and none for who has it already", async () => {
    const head = answersIn(await converse(line("HEAD", "/b"), line("HEAD", "/b"), line("HEAD", "/b", "1.1", LAST)))
    expect(head).toHaveLength(3)
    for (const each of head) expect(each.endsWith("\r\n\r\n")).toBe(true)
    await converse(line("GET", "/c", "1.1", LAST))
    const tag = 'If-None-Match: "1"\r\n'
    const talk = await converse(line("GET", "/c"), line("GET", "/c", "1.1", tag), line("GET", "/c", "1.1", LAST))
    expect(answersIn(talk).map((each) => each.slice(9, 12))).toEqual(["200", "304", "200"])
  })

  it("closes the connection of those who speak an older HTTP, or ask for it", async () => {
    await converse(line("GET", "/d"), line("GET", "/d", "1.1", LAST))
    expect(await converse(line("GET", "/d", "1.0"))).toContain("Connection: close\r\n")
    expect(await converse(line("GET", "/d"), line("GET", "/d", "1.1", LAST))).toContain("Connection: close\r\n")
  })

  it("has a date that goes on", async () => {
    const dates = new Set<string>()
    for (const until = Date.now() + 2_500; Date.now() < until && dates.size < 2; await sleep(100)) {
      const talk = await converse(line("GET", "/e"), line("GET", "/e"), line("GET", "/e", "1.1", LAST))
      for (const [, date = ""] of talk.matchAll(/Date: ([^\r]+)\r\n/g)) {
        dates.add(date)
        expect(Math.abs(Date.parse(date) - Date.now())).toBeLessThan(3_000)
      }
    }
    expect(dates.size).toBe(2)
  })
})
