import { describe, expect, it } from "vitest"
import { readActions } from "../route-inventory/built-actions"
import { type Answer, sendRaw } from "../security/fuzz/raw-http"
import { useServer } from "../setup/server"
import { useWholeProduct } from "./whole-product"

/*
 * Requests that are not what HTTP allows, or ask for what no door gives: each is told so in words, with the status that
 * fits. `fuzz.test.ts` sends thousands of others; these are the ones that somebody met.
 */

describe("a request that is broken, or meant for somebody else", () => {
  const { url } = useServer()
  const { host } = new URL(url)

  async function ask(bytes: string, method = "GET"): Promise<Answer> {
    const { answers } = await sendRaw(url, { bytes: Buffer.from(bytes, "latin1"), method, isCut: false })
    const last = answers.at(-1)
    if (!last) throw new Error(`No answer to ${JSON.stringify(bytes.slice(0, 200))}`)
    return last
  }

  /** A request with our own host, unless it brings another. */
  const to = (method: string, target: string, headers: Record<string, string> = {}, body = "") => {
    const all = { host, connection: "close", ...(body ? { "content-length": String(body.length) } : {}), ...headers }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    return ask(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`, method)
  }
  const errorOf = ({ body }: Answer) => (JSON.parse(body) as { error: { code: string; message: string } }).error
  const wordsOf = (answer: Answer) => errorOf(answer).message

  it("is told which methods there are", async () => {
    const cases: [method: string, target: string, allow: string][] = [
      ["TRACE", "/", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      ["TRACE", "/api/health", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      ["CONNECT", "evil.example:443", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      ["PROPFIND", "/login", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      ["FOO", "/", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
      ["PUT", "/", "GET, HEAD, OPTIONS"],
      ["DELETE", "/login", "GET, HEAD, OPTIONS"],
      ["POST", "/login", "GET, HEAD, OPTIONS"],
      ["POST", "/any-blog/feed.rss", "GET, HEAD, OPTIONS"],
      ["PUT", "/api/v1/blogs", "GET, HEAD, POST, OPTIONS"],
      ["PUT", "/api/v1/blogs/x/posts/y", "GET, HEAD, PATCH, DELETE, OPTIONS"],
      ["DELETE", "/api/health", "GET, HEAD, OPTIONS"],
      ["PATCH", "/api/get-updates/x/", "GET, HEAD, POST, OPTIONS"],
      ["POST", "/api/blogs/x/changes", "GET, HEAD, OPTIONS"],
      ["GET", "/desk/blogs/x/save", "POST, OPTIONS"],
    ]
    for (const [method, target, allow] of cases) {
      const answer = await to(method, target)
      expect([method, target, answer.status, answer.headers.get("allow")]).toEqual([method, target, 405, allow])
      expect(errorOf(answer).code).toBe("method_not_allowed")
    }
    for (const target of ["*", "/", "/login", "/api/v1/blogs"]) {
      const { status, headers } = await to("OPTIONS", target)
      expect([target, status, headers.get("allow")]).toEqual([target, 204, expect.stringContaining("OPTIONS")])
    }
  })

  it("that names its host in its first line gets the page of ours, and none of another host", async () => {
    expect((await to("GET", `http://${host}/login`)).status).toBe(200)
    expect((await to("GET", `HTTP://${host.toUpperCase()}/login?next=%2Fdesk`)).status).toBe(200)
    // Nobody told this server its name, so it takes every one, if only the two agree.
    expect((await to("GET", "http://t/login", { host: "t" })).status).toBe(200)
    expect((await ask(`GET http://${host}/login HTTP/1.0\r\n\r\n`)).status).toBe(200)
    expect(JSON.parse((await to("GET", `http://${host}/api/health`)).body)).toEqual({ status: "ok" })
    const foreign = ["http://evil.example/", "https://evil.example/login/", "http://evil.example/api/health"]
    for (const target of foreign) {
      const answer = await to("GET", target)
      expect([target, answer.status, errorOf(answer).code]).toEqual([target, 421, "foreign_host"])
    }
    const broken = [`http://${host}@evil.example/`, `http://a:b@${host}/`, `ftp://${host}/`, "http:///login", "*"]
    for (const target of broken) {
      const answer = await to("GET", target)
      expect([target, answer.status]).toEqual([target, 400])
      expect(wordsOf(answer)).not.toBe("")
    }
  })

  it("leads nobody to another host", async () => {
    const targets = [
      "//evil.example",
      "//evil.example/",
      "/\\evil.example/",
      "///evil.example/%2e%2e",
      "/..//evil.example",
    ]
    const more = [
      "/%5cevil.example/",
      "/%2f%2fevil.example",
      "/login//evil.example",
      "/.//evil.example/..",
      "/;//evil.example",
    ]
    const liars = [{}, { "x-forwarded-host": "evil.example" }, { "x-forwarded-proto": "javascript" }]
    for (const target of [...targets, ...more, "/desk", "/login/"]) {
      for (const headers of liars) {
        const answer = await to("GET", target, headers as Record<string, string>)
        const to_ = answer.headers.get("location") ?? "/"
        expect(new URL(to_, url).host, `${target} leads to ${to_}`).toBe(host)
        expect(answer.body).not.toContain("url=//")
      }
    }
  })

  it("with a host that is none, or several, or missing is refused", async () => {
    for (const bad of ["a b", '"x"', "x@y", "x:abc", "[::1", `${host}/x`, `${host}, evil.example`, "\xe9"])
      expect([bad, (await to("GET", "/login", { host: bad })).status]).toEqual([bad, 400])
    expect((await ask("GET /login HTTP/1.1\r\nconnection: close\r\n\r\n")).status).toBe(400)
    expect((await ask(`GET / HTTP/1.1\r\nhost: ${host}\r\nhost: evil.example\r\n\r\n`)).status).toBe(400)
    expect((await ask("GET /login HTTP/1.0\r\n\r\n")).status).toBe(200)
  })

  it("that Node itself cannot read gets words too", async () => {
    const flood = Array.from({ length: 3_000 }, (_, n) => `x-${n}: y\r\n`).join("")
    const cases: [what: string, bytes: string, status: number, code?: string][] = [
      ["no HTTP", "HELLO\r\n\r\n", 400, "bad_request"],
      ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 400],
      ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
      ["garbage after a request", `GET /api/health HTTP/1.1\r\nhost: ${host}\r\n\r\nGARBAGE\r\n\r\n`, 400],
      [
        "two lengths",
        `POST /login HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        400,
      ],
      ["a flood of headers", `GET / HTTP/1.1\r\nhost: ${host}\r\n${flood}\r\n`, 431],
      ["a huge header", `GET / HTTP/1.1\r\nhost: ${host}\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, 431],
      [
        "a long address",
        `GET /${"a".repeat(9_000)} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
        414,
        "url_too_long",
      ],
      [
        "an odd expectation",
        `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\nexpect: tea\r\n\r\n`,
        417,
        "expectation_failed",
      ],
    ]
    for (const [what, bytes, status, code = expect.any(String)] of cases) {
      const answer = await ask(bytes)
      expect([what, answer.status, errorOf(answer).code]).toEqual([what, status, code])
      expect(wordsOf(answer)).not.toBe("")
    }
  })

  it("to go on in another protocol is answered in this one", async () => {
    const h2c = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQAAP__" }
    expect((await to("GET", "/api/health", h2c)).status).toBe(200)
    expect((await to("GET", "/login", { connection: "Upgrade", upgrade: "foo/2" })).status).toBe(200)
    expect((await to("HEAD", "/login", h2c)).status).toBe(200)
    expect((await to("POST", "/api/v1/blogs", h2c, "{}")).status).toBe(400)
    const socket = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "x",
    }
    expect((await to("GET", "/ws/other/", socket)).status).toBe(404)
    expect((await to("PUT", "/ws/channel/x/", socket)).status).toBe(405)
  })

  it("that says where its browser is, in words that nobody can read, is told so", async () => {
    for (const tree of ["%ff", "garbage", "{}", "[]", "x".repeat(9_000)]) {
      const answer = await to("GET", "/login?_rsc=x", { rsc: "1", "next-router-state-tree": tree })
      expect([tree.slice(0, 9), answer.status]).toEqual([tree.slice(0, 9), 400])
    }
  })

  describe("to a server action", () => {
    const action = readActions().find(({ door }) => door === "app/login/actions.ts signInAction")
    if (!action) throw new Error("The build has no action to sign in.")
    const call = (body: string, headers: Record<string, string> = {}) =>
      to(
        "POST",
        action?.address ?? "",
        {
          origin: url,
          "sec-fetch-site": "same-origin",
          "next-action": action?.id ?? "",
          "content-type": "text/plain;charset=UTF-8",
          ...headers,
        },
        body,
      )

    it("from another site is refused", async () => {
      const foreign: Record<string, string>[] = [
        { origin: "http://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "http://evil.example", "sec-fetch-site": "" },
        { origin: "null", "sec-fetch-site": "" },
        { origin: "garbage" },
        { origin: "http://evil.example", "sec-fetch-site": "", "x-forwarded-host": "evil.example" },
      ]
      for (const headers of foreign) {
        const answer = await call("[{}]", headers)
        expect([headers, answer.status]).toEqual([headers, 403])
        expect(wordsOf(answer)).toContain("another site")
      }
    })

    it("with arguments that are none is refused, and with wrong ones told what is wrong", async () => {
      const deep = "[".repeat(20_000)
      const many = `[${"1,".repeat(1_500)}1]`
      const odd = ["", "{", "[", "5", "{}", '{"length":1e9}', many, `${deep}${deep.replaceAll("[", "]")}`, "\xff\xfe"]
      const referring = [
        "$F1",
        "$K1",
        "$@1",
        "$n12x",
        "$5",
        "$0:9",
        "$1:__proto__:x",
        "$S1",
        "$Q1",
        "$B1",
        "$L1",
        "$h1",
        "$P",
      ]
      for (const body of [...odd, ...referring.map((text) => JSON.stringify([{ email: text }]))]) {
        const answer = await call(body)
        expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), 400])
        expect([body.slice(0, 40), answer.body]).toEqual([
          body.slice(0, 40),
          expect.stringContaining("Invalid arguments of a server action"),
        ])
      }
      for (const body of [
        '["$$F1"]',
        '[{"email":"$undefined","password":"$NaN"}]',
        '[{"email":{"a":1},"b":"$0:0:email"}]',
      ]) {
        const answer = await call(body)
        expect([body, answer.status]).toEqual([body, 200])
        expect(answer.body).toContain('"code":"invalid_input"')
      }
    })

    it("in another form than ours is refused", async () => {
      const part = '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[{}'
      expect((await call(part, { "content-type": "multipart/form-data" })).status).toBe(415)
      expect((await call(part, { "content-type": "multipart/form-data; boundary=x" })).status).toBe(415)
      expect((await call("a=1", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415)
      expect((await call("[{}]", { "content-encoding": "gzip" })).status).toBe(415)
      expect((await call(`["${"x".repeat(2_200_000)}"]`)).status).toBe(413)
      const form = '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n'
      expect((await to("POST", "/login", { "content-type": "multipart/form-data; boundary=x" }, form)).status).toBe(405)
    })

    it("that there is none of is told so, in the way that an open page understands", async () => {
      const other = await call("[{}]", { "next-action": `40${"ab".repeat(20)}` })
      expect([other.status, other.headers.get("x-nextjs-action-not-found")]).toEqual([409, "1"])
      for (const id of ["", "x", "toString", "__proto__", "é"])
        expect([id, (await call("[{}]", { "next-action": id })).status]).toEqual([id, 400])
    })
  })
})

describe("a request for the head alone", () => {
  const { url } = useServer()
  const whole = useWholeProduct()

  it("is answered at every door as the one for the whole would be", async () => {
    // Wagtail Live's HEAD is a question of its own: what time is it there?
    const doors = whole.doors().filter(({ address }) => !address.includes("/get-updates/"))
    expect(doors.length).toBeGreaterThan(50)
    for (const { address } of doors) {
      const query =
        address.endsWith("/stream") || address.endsWith("/changes") ? "?tab=tab-of-a-test&epoch=x&after=0&wait=2" : ""
      const ask = async (method: string) => {
        const abort = new AbortController()
        const headers = { cookie: whole.cookie }
        const { status } = await fetch(`${url}${address}${query}`, {
          method,
          headers,
          redirect: "manual",
          signal: abort.signal,
        })
        abort.abort()
        return status
      }
      expect([address, await ask("HEAD")]).toEqual([address, await ask("GET")])
    }
  })
})
