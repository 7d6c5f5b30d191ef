import { brotliCompressSync, gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isPublicAddress } from "@/lib/address-ranges"
import { FetchError } from "@/lib/fetch/fetch-error"
import { type NetworkPolicy, publicNetwork } from "@/lib/fetch/network"
import { safeFetch, type Wanted } from "@/lib/fetch/safe-fetch"
import { type Site, startSite, worldOf } from "../fakes/web"

const HTML: Wanted = { types: ["text/html"], mostBytes: 50_000, timeoutMs: 5_000 }
const page = "<title>Hello</title>"

let web: Site
/** Something inside our own network, that nobody may reach. */
let inside: Site

beforeAll(async () => {
  inside = await startSite((_path, answer) => answer.end("secret"))
  web = await startSite((path, answer) => {
    const html = { "content-type": "text/html; charset=utf-8" }
    const [, kind = "", target = ""] = /^\/([a-z-]+)\??(.*)$/.exec(path) ?? []
    if (kind === "to") return answer.writeHead(302, { location: decodeURIComponent(target) }).end()
    if (kind === "again") return answer.writeHead(301, { location: `/again?${Number(target) + 1}` }).end()
    if (kind === "gzip") return answer.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync(page))
    if (kind === "br") return answer.writeHead(200, { ...html, "content-encoding": "br" }).end(brotliCompressSync(page))
    if (kind === "bomb")
      return answer.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(200 * 2 ** 20)))
    if (kind === "broken") return answer.writeHead(200, { ...html, "content-encoding": "gzip" }).end("no gzip at all")
    if (kind === "odd") return answer.writeHead(200, { ...html, "content-encoding": "zstd-9" }).end(page)
    if (kind === "large") return answer.writeHead(200, { ...html, "content-length": 10 * 2 ** 30 }).write("x")
    if (kind === "endless") {
      answer.writeHead(200, html)
      const more = () => {
        while (!answer.destroyed && answer.write("x".repeat(16_384))) {}
      }
      answer.on("drain", more)
      return more()
    }
    if (kind === "drip") {
      answer.writeHead(200, html)
      const timer = setInterval(() => answer.write("x"), 50)
      return answer.on("close", () => clearInterval(timer))
    }
    if (kind === "silent") return
    if (kind === "cut-off") {
      answer.writeHead(200, { ...html, "content-length": 5_000 }).write("half")
      return setTimeout(() => answer.destroy(), 20)
    }
    if (kind === "headers") return answer.writeHead(200, { ...html, "x-much": "x".repeat(60_000) }).end(page)
    if (kind === "pdf") return answer.writeHead(200, { "content-type": "application/pdf" }).end("%PDF")
    if (kind === "gone") return answer.writeHead(404, html).end(page)
    return answer.writeHead(200, html).end(page)
  })
})
afterAll(async () => {
  await Promise.all([web.close(), inside.close()])
})

const world = (names: Record<string, string[]> = {}) => worldOf(web, { "news.test": ["127.0.0.1"], ...names })
const at = (path: string, host = "news.test") => `http://${host}:${web.port}${path}`

async function refusalOf(url: string, network: NetworkPolicy = world(), wanted: Wanted = HTML): Promise<string> {
  const before = inside.connections()
  const result = await safeFetch(url, wanted, network).catch((error: unknown) => error)
  expect(inside.connections(), "connections into our own network").toBe(before)
  return result instanceof FetchError ? result.refusal : `fetched, or broke: ${String(result)}`
}

describe("what is public", () => {
  it("is fetched at the address that was checked, with no cookie and no name of ours", async () => {
    const network = world()
    const got = await safeFetch(at("/page"), HTML, network)
    expect({ ...got, url: got.url.pathname, bytes: Buffer.from(got.bytes).toString() }).toEqual({
      url: "/page",
      type: "text/html",
      charset: "utf-8",
      bytes: page,
    })
    // No other resolver knows this name: the connection went to our answer.
    expect(network.asked).toEqual(["news.test"])
    const sent = web.requests.at(-1) ?? {}
    expect(Object.keys(sent).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"])
  })

  it("gets the credentials of its own address, and of no other that it leads to", async () => {
    const network = world({ "other.test": ["127.0.0.1"] })
    const wanted = { ...HTML, authorization: "Bearer xoxb-1" }
    await safeFetch(at("/page"), wanted, network)
    expect(web.requests.at(-1)?.authorization).toBe("Bearer xoxb-1")
    await safeFetch(at(`/to?${encodeURIComponent(at("/page", "other.test"))}`), wanted, network)
    expect(web.requests.slice(-2).map(({ authorization }) => authorization)).toEqual(["Bearer xoxb-1", undefined])
  })

  it("is unpacked", async () => {
    for (const path of ["/gzip", "/br"])
      expect(Buffer.from((await safeFetch(at(path), HTML, world())).bytes).toString()).toBe(page)
  })

  it("is followed where it moved to, three times at most, and its name asked for once each time", async () => {
    const network = world({ "other.test": ["127.0.0.1"] })
    const got = await safeFetch(at(`/to?${encodeURIComponent(at("/page", "other.test"))}`), HTML, network)
    expect(got.url.hostname).toBe("other.test")
    expect(network.asked).toEqual(["news.test", "other.test"])
    const before = web.requests.length
    expect(await refusalOf(at("/again?0"))).toBe("redirects")
    expect(web.requests.length - before).toBe(4)
  })

  it("is cut where only its beginning is wanted", async () => {
    const { bytes } = await safeFetch(at("/endless"), { ...HTML, cut: true }, world())
    expect(bytes.byteLength).toBe(HTML.mostBytes)
  })
})

describe("what is inside our own network is never connected to", () => {
  // Judged by address alone, on whatever port.
  const anyPort: NetworkPolicy = {
    ...publicNetwork,
    isAllowed: ({ address }) => isPublicAddress(address),
  }

  it("in any spelling of an address", async () => {
    const { port } = inside
    const spellings = [
      ...["127.0.0.1", "localhost", "LOCALHOST", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001"],
      ...["0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"],
      ...["[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1"],
    ]
    for (const host of spellings)
      expect([host, await refusalOf(`http://${host}:${port}/`, anyPort)]).toEqual([host, "address"])
  })

  it("by a name that resolves there, wholly or among others", async () => {
    for (const addresses of [["127.0.0.1"], ["10.0.0.7"], ["93.184.215.14", "127.0.0.1"], ["::1"], ["fd00::1"], []])
      expect(await refusalOf("http://rebind.test/", world({ "rebind.test": addresses }))).toBe("address")
  })

  it("by a name that changes its mind between the check and the connection", async () => {
    let asked = 0
    const network: NetworkPolicy = {
      ...world(),
      resolve: async () => {
        asked += 1
        return asked === 1 ? ["127.0.0.1"] : ["10.0.0.7"]
      },
    }
    // The first answer is what was checked and what is used; there is no second question.
    expect(await refusalOf(at("/page"), network)).toMatch(/^fetched/)
    expect(asked).toBe(1)
    expect(await refusalOf(at("/page"), network)).toBe("address")
  })

  it("by a redirect, wherever it leads", async () => {
    const targets = [
      "http://169.254.169.254/latest/meta-data/",
      `http://127.0.0.1:${inside.port}/`,
      `http://[::ffff:127.0.0.1]:${inside.port}/`,
      `//localhost:${inside.port}/`,
      "http://metadata.test/",
      "file:///etc/passwd",
      "ftp://news.test/",
      "gopher://127.0.0.1:6379/_FLUSHALL",
      "data:text/html,hello",
      "javascript:alert(1)",
      "http://user:password@news.test/",
    ]
    const network = () => world({ "metadata.test": ["169.254.169.254"], localhost: ["127.0.0.1"] })
    for (const target of targets)
      expect([target, await refusalOf(at(`/to?${encodeURIComponent(target)}`), network())]).toEqual([target, "address"])
  })

  it("by another scheme, another port or with credentials", async () => {
    for (const url of [
      "file:///etc/passwd",
      "ftp://news.test/",
      "gopher://news.test/",
      "data:text/html,x",
      "news.test",
      "",
    ])
      expect([url, await refusalOf(url)]).toEqual([url, "address"])
    for (const url of ["http://93.184.215.14:22/", "https://93.184.215.14:8443/", "http://a:b@93.184.215.14/"])
      expect([url, await refusalOf(url, publicNetwork)]).toEqual([url, "address"])
  })
})

describe("what does not end, or should not be read, costs little", () => {
  const quick = { ...HTML, timeoutMs: 300 }
  const timed = async (work: () => Promise<string>) => {
    const start = performance.now()
    return { refusal: await work(), ms: performance.now() - start }
  }

  it("an answer that never comes, drips, or a name that is never resolved", async () => {
    const never: NetworkPolicy = { ...world(), resolve: () => new Promise(() => {}) }
    for (const work of [
      () => refusalOf(at("/silent"), world(), quick),
      () => refusalOf(at("/drip"), world(), quick),
      () => refusalOf("http://never.test/", never, quick),
    ]) {
      const { refusal, ms } = await timed(work)
      expect(refusal).toBe("too_slow")
      expect(ms).toBeLessThan(2_000)
    }
  })

  it("an answer without end, one that announces 10 GB, and 200 MB packed into 200 KB", async () => {
    const before = process.memoryUsage().rss
    for (const path of ["/endless", "/large", "/bomb"])
      expect([path, await refusalOf(at(path))]).toEqual([path, "too_large"])
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20)
  })

  it("an answer that is broken, breaks off, has a foreign packing or no end of headers", async () => {
    expect(await refusalOf(at("/broken"))).toBe("unreachable")
    expect(await refusalOf(at("/cut-off"))).toBe("unreachable")
    expect(await refusalOf(at("/headers"))).toBe("unreachable")
    expect(await refusalOf(at("/odd"))).toBe("type")
  })

  it("something else than was asked for, or nothing", async () => {
    expect(await refusalOf(at("/pdf"))).toBe("type")
    expect(await refusalOf(at("/gone"))).toBe("status")
    expect(await refusalOf("http://unknown.test/")).toBe("unreachable")
  })
})
