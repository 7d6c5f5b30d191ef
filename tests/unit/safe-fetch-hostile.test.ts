import type { ServerResponse } from "node:http"
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isPublicAddress } from "@/lib/address-ranges"
import { FetchError } from "@/lib/fetch/fetch-error"
import { type NetworkPolicy, publicNetwork } from "@/lib/fetch/network"
import { safeFetch, type Wanted } from "@/lib/fetch/safe-fetch"
import { type Site, startSite, worldOf } from "../fakes/web"

/** Names and sites that do what they can to make this server ask inside its own network, or to hold it up. */

const RUNS = process.env.SECURITY === "long" ? 5_000 : 150
const HTML: Wanted = { types: ["text/html"], mostBytes: 50_000, timeoutMs: 2_000 }
const QUICK: Wanted = { ...HTML, timeoutMs: 300 }
const TYPE = { "content-type": "text/html" }
const MEGABYTE = 2 ** 20

let web: Site
let inside: Site

const PAGES: Record<string, (answer: ServerResponse, rest: string) => void> = {
  to: (answer, rest) => answer.writeHead(302, { location: decodeURIComponent(rest) }).end(),
  "to-and-never-ends": (answer, rest) => answer.writeHead(302, { location: decodeURIComponent(rest) }).write("x"),
  "slow-headers": (answer) => {
    answer.socket?.write("HTTP/1.1 200 OK\r\nX-Slow: ")
    const timer = setInterval(() => answer.socket?.write("x"), 20)
    answer.socket?.on("close", () => clearInterval(timer))
  },
  "only-hints": (answer) => {
    const timer = setInterval(() => answer.socket?.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), 5)
    answer.socket?.on("close", () => clearInterval(timer))
  },
  "many-headers": (answer) => {
    const many = Array.from({ length: 3_000 }, (_, n) => `X-${n}: y`).join("\r\n")
    answer.socket?.end(`HTTP/1.1 200 OK\r\n${many}\r\n\r\n`)
  },
  "no-http": (answer) => answer.socket?.end("SSH-2.0-OpenSSH_9.2\r\n"),
  "deflate-bomb": (answer) =>
    answer.writeHead(200, { ...TYPE, "content-encoding": "deflate" }).end(deflateSync(Buffer.alloc(60 * MEGABYTE))),
  "brotli-bomb": (answer) =>
    answer
      .writeHead(200, { ...TYPE, "content-encoding": "br" })
      .end(brotliCompressSync(Buffer.alloc(60 * MEGABYTE), { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })),
  "packed-twice": (answer) =>
    answer
      .writeHead(200, { ...TYPE, "content-encoding": "gzip, gzip" })
      .end(gzipSync(gzipSync(Buffer.alloc(10 * MEGABYTE)))),
  "small-lie": (answer) => {
    answer.socket?.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n${"x".repeat(90_000)}`)
  },
  "no-type": (answer) => answer.writeHead(200).end("<title>x"),
  "two-types": (answer) => answer.writeHead(200, { "content-type": "application/pdf, text/html" }).end("%PDF"),
  picture: (answer) => answer.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>"),
}

beforeAll(async () => {
  inside = await startSite((_path, answer) => answer.writeHead(200, TYPE).end("<title>secret"))
  web = await startSite((path, answer) => {
    const [, kind = "", rest = ""] = /^\/([a-z-]+)\??(.*)$/.exec(path) ?? []
    const page = PAGES[kind]
    if (page) page(answer, rest)
    else answer.writeHead(200, TYPE).end("<title>Hello</title>")
  })
})
afterAll(async () => {
  await Promise.all([web.close(), inside.close()])
})

const at = (path: string, host = "news.test") => `http://${host}:${web.port}${path}`
const world = (names: Record<string, string[]> = {}) => worldOf(web, { "news.test": ["127.0.0.1"], ...names })

async function outcomeOf(url: string, network: NetworkPolicy = world(), wanted: Wanted = HTML): Promise<string> {
  const before = inside.connections()
  const result = await safeFetch(url, wanted, network).catch((error: unknown) => error)
  expect(inside.connections(), "connections into our own network").toBe(before)
  if (result instanceof FetchError) return result.refusal
  return result instanceof Error ? `broke: ${result.message}` : "fetched"
}

describe("an address of this machine or its network", () => {
  it("is not public in any form that a name server can answer with", () => {
    const inner = [
      ...["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254"],
      ...["100.64.0.1", "100.127.255.255", "192.0.0.170", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"],
      ...["::", "::1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:127.0.0.1"],
      ...["64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:a9fe:a9fe::", "2001::1", "2001:0:7f00:1::"],
      ...["fe80::1", "fe80::1%eth0", "fe80::1%25lo", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "100::1"],
      ...["2001:db8::1", "3fff::1", "5f00::1", "::ffff:0a00:0001%2"],
      // What is no address at all is none either.
      ...["localhost", "", "127.0.0.1 ", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "1.1.1.1.", "::1/128"],
    ]
    expect(inner.filter(isPublicAddress)).toEqual([])
    expect(["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::200e"].every(isPublicAddress)).toBe(
      true,
    )
  })

  it("is refused at the very first letters, in ports, zones, dots and numbers of any kind", async () => {
    const hosts = [
      ...["localhost.", "127.0.0.1.", "0x7f.0x0.0x0.0x1", "0x7f.1", "017700000001", "2130706433", "127.0.1", "0"],
      ...[
        "0x0",
        "127.0.0.0x1",
        "0300.0250.0.1",
        "3232235521",
        "[::ffff:127.0.0.1]",
        "[::ffff:0:0]",
        "[0:0:0:0:0:0:0:1]",
      ],
      ...["[64:ff9b::127.0.0.1]", "[2002:7f00:0001::]", "[fe80::1]", "[fd00::1]", "[::]", "①②⑦.0.0.1", "127。0。0。1"],
    ]
    for (const host of hosts) {
      for (const port of ["", ":80", ":443"])
        expect([host, port, await outcomeOf(`http://${host}${port}/`, byName(host))]).toEqual([host, port, "address"])
    }
    for (const port of [1, 22, 25, 3000, 5432, 6379, 8080, 65_535])
      expect([port, await outcomeOf(`http://93.184.215.14:${port}/`, publicNetwork)]).toEqual([port, "address"])
    for (const url of ["http://[fe80::1%25eth0]/", "http://1.1.1.1:99999/", "http://a b/", "//x", "http://"])
      expect([url, await outcomeOf(url, publicNetwork)]).toEqual([url, "address"])
  })

  /** Judged as in the real world; this machine's own names are the only ones that there are. */
  function byName(host: string): NetworkPolicy {
    return { ...publicNetwork, resolve: async () => (/^(localhost|127)/.test(host) ? ["127.0.0.1"] : ["0.0.0.0"]) }
  }
})

describe("names whose answers change", () => {
  it("never lead inside, whatever they answer and wherever sites send us, however often it is tried", async () => {
    const inner = fc.constantFrom<string[]>("127.0.0.1", "10.0.0.7", "::1", "169.254.169.254", "fd00::1", "127.0.0.2")
    const answers = fc.oneof(
      { weight: 4, arbitrary: fc.constant<string[]>(["127.0.0.1"]) },
      { weight: 1, arbitrary: fc.array(inner, { minLength: 0, maxLength: 3 }) },
    )
    const hop = fc.record({
      name: fc.constantFrom("a.test", "b.test", "c.test"),
      isInside: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      keeps: fc.boolean(),
    })
    const chains = fc.record({
      // What each name answers when it is asked for the first, second, third time: time to live zero.
      names: fc.record({
        "a.test": fc.array(answers, { minLength: 1, maxLength: 4 }),
        "b.test": fc.array(answers, { minLength: 1, maxLength: 4 }),
        "c.test": fc.array(answers, { minLength: 1, maxLength: 4 }),
      }),
      hops: fc.array(hop, { minLength: 1, maxLength: 6 }),
    })
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(chains, async ({ names, hops }) => {
        const asked = new Map<string, number>()
        const safe = worldOf(web, {})
        const network: NetworkPolicy = {
          isAllowed: safe.isAllowed,
          resolve: async (name) => {
            const times = asked.get(name) ?? 0
            asked.set(name, times + 1)
            const line = names[name as keyof typeof names]
            return line[times % line.length] ?? []
          },
        }
        const url = hops.reduceRight((target, { name, isInside, keeps }) => {
          const path = target === "" ? "/page" : `/${keeps ? "to" : "to-and-never-ends"}?${encodeURIComponent(target)}`
          return `http://${name}:${isInside ? inside.port : web.port}${path}`
        }, "")
        const before = web.connections()
        const outcome = await outcomeOf(url, network, QUICK)
        outcomes.add(outcome)
        const questions = [...asked.values()].reduce((sum, times) => sum + times, 0)
        // One question for each place on the way, and never a connection without one.
        expect(questions).toBeLessThanOrEqual(4)
        expect(web.connections() - before).toBeLessThanOrEqual(questions)
      }),
      { numRuns: RUNS },
    )
    // A machine with much else to do gives up on some: that leads nowhere either.
    outcomes.delete("too_slow")
    expect([...outcomes].sort()).toEqual(["address", "fetched", "redirects"])
  }, 600_000)

  it("are not waited for: one that answers with a thousand addresses, one that never does", async () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `93.184.${n >> 8}.${n & 255}`)
    expect(await outcomeOf("http://many.test/", world({ "many.test": [...many, "127.0.0.1"] }))).toBe("address")
    const never: NetworkPolicy = { ...world(), resolve: () => new Promise(() => {}) }
    expect(await outcomeOf("http://never.test/", never, QUICK)).toBe("too_slow")
  })
})

describe("sites that mean no good", () => {
  it("do not hold us longer than we said, byte by byte or with hints without end", async () => {
    for (const path of ["/slow-headers", "/only-hints"]) {
      const start = performance.now()
      expect([path, await outcomeOf(at(path), world(), QUICK)]).toEqual([path, "too_slow"])
      expect(performance.now() - start).toBeLessThan(2_000)
    }
  })

  it("do not fill our memory by what they packed", async () => {
    const before = process.memoryUsage.rss()
    for (const path of ["/deflate-bomb", "/brotli-bomb"])
      expect([path, await outcomeOf(at(path))]).toEqual([path, "too_large"])
    expect(await outcomeOf(at("/packed-twice"))).toBe("type")
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * MEGABYTE)
  })

  it("are given up when they speak nonsense, or more than we listen to", async () => {
    expect(await outcomeOf(at("/many-headers"))).toBe("unreachable")
    expect(await outcomeOf(at("/no-http"))).toBe("unreachable")
    // Nothing beyond the length that was told is believed.
    expect(["fetched", "unreachable"]).toContain(await outcomeOf(at("/small-lie")))
  })

  it("are not believed to be what they do not say", async () => {
    for (const path of ["/no-type", "/two-types", "/picture"])
      expect([path, await outcomeOf(at(path))]).toEqual([path, "type"])
  })

  it("lead nowhere but on the web: other schemes, credentials, and addresses as long as books", async () => {
    const targets = [
      "file:///etc/passwd",
      "gopher://127.0.0.1:6379/_x",
      "dict://127.0.0.1:11211/stat",
      "ftp://news.test/",
    ]
    const more = ["jar:http://news.test!/x", "unix:/var/run/docker.sock", "http://a:b@news.test/", "http://@127.0.0.1/"]
    for (const target of [
      ...targets,
      ...more,
      "http://user@news.test:80/",
      "ws://news.test/",
      "about:blank",
      "blob:x",
    ]) {
      const code = await outcomeOf(at(`/to?${encodeURIComponent(target)}`))
      expect([target, code]).toEqual([target, "address"])
    }
    const long = `http://news.test:${web.port}/${"x".repeat(30_000)}`
    expect(["unreachable", "status", "address"]).toContain(await outcomeOf(at(`/to?${encodeURIComponent(long)}`)))
  })
})
