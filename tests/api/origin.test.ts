import { describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { readActions } from "../route-inventory/built-actions"
import { addressOf, doorName, findDoors, READS } from "../route-inventory/find-routes"
import { useServer } from "../setup/server"

/*
 * What another site's page has a signed-in browser send, at the running product: every handler that may change something,
 * every server action as Next takes it, the desk's stream and sockets. `tests/db/permission-matrix.test.ts` asks the same of
 * the functions themselves, with an admin's session.
 */

const CHANGES = findDoors().filter(({ kind, name }) => kind === "handler" && !READS.includes(name))

/** Handlers that a cookie opens; another site's page could use it. */
const BY_COOKIE = [
  "app/api/desk/blogs/[blogId]/here/route.ts POST",
  "app/api/desk/link-card/route.ts POST",
  "app/api/desk/media/route.ts POST",
  "app/desk/blogs/[blogId]/kept/route.ts POST",
  "app/desk/blogs/[blogId]/save/route.ts POST",
]
/** Handlers that a token in a header opens, and no cookie: no page has one to send. */
const BY_TOKEN = [
  "app/api/v1/blogs/[slug]/posts/[id]/route.ts PATCH",
  "app/api/v1/blogs/[slug]/posts/[id]/route.ts DELETE",
  "app/api/v1/blogs/[slug]/posts/route.ts POST",
  "app/api/v1/blogs/[slug]/duplicate/route.ts POST",
  "app/api/v1/blogs/[slug]/restore/route.ts POST",
  "app/api/v1/blogs/[slug]/route.ts PATCH",
  "app/api/v1/blogs/[slug]/route.ts DELETE",
  "app/api/v1/blogs/route.ts POST",
  "app/api/v1/media/route.ts POST",
  "app/api/v1/site/route.ts PATCH",
]
/** Handlers that a source's signature opens, and neither cookie nor token. */
const BY_SIGNATURE = ["app/api/receivers/[kind]/[sourceId]/route.ts POST"]
/** Handlers that store nothing and ask for nobody: any page may use them, and other front ends do. */
const FOR_ALL = [
  "app/api/blogs/[slug]/seen/route.ts POST",
  "app/api/get-updates/[channelId]/route.ts POST",
  ...["POST", "PUT", "PATCH", "DELETE"].map((method) => `app/api/[...rest]/route.ts ${method}`),
]

/** What browsers tell of where a request comes from, and whether it may change something. */
const SENDERS: [who: string, headers: Record<string, string>, ours: boolean][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
  ["a neighbour's host", { "sec-fetch-site": "same-site", origin: "http://other.localhost" }, false],
  ["a page without an origin", { "sec-fetch-site": "cross-site", origin: "null" }, false],
  ["another site that hides its origin", { "sec-fetch-site": "cross-site" }, false],
  ["a link opened from outside", { "sec-fetch-site": "none", origin: "https://evil.example" }, false],
  ["an old browser on another site", { origin: "https://evil.example" }, false],
  ["an old browser on a page without an origin", { origin: "null" }, false],
  ["a client that tells nothing", {}, false],
  ["our own page", { "sec-fetch-site": "same-origin", origin: "OURS" }, true],
  ["our own page in an old browser", { origin: "OURS" }, true],
]
const TYPES = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]

let turn = 0
/** So many of them, in turn, unless there is time for all: one wrapper judges them for all doors. */
function someOf<T>(all: T[], count: number): T[] {
  if (process.env.SECURITY === "long") return all
  turn += count
  return all.filter((_, n) => (n - turn + all.length * turn) % all.length < count)
}

describe("what another site's page sends", () => {
  const { url } = useServer()
  const said = (headers: Record<string, string>) => ({
    ...headers,
    ...(headers.origin === "OURS" ? { origin: url } : {}),
  })
  const codeOf = async (response: Response) => {
    const { error } = (await response.json()) as { error?: { code: string } }
    return error?.code
  }

  it("is asked of every handler that can change something", () => {
    expect(CHANGES.map(doorName).sort()).toEqual([...BY_COOKIE, ...BY_TOKEN, ...BY_SIGNATURE, ...FOR_ALL].sort())
  })

  for (const door of CHANGES) {
    const address = addressOf(door).replaceAll(/\[+[^\]]*\]+/g, "x")
    const name = doorName(door)
    it(`changes nothing at ${door.name} ${address}`, async () => {
      if ([...FOR_ALL, ...BY_SIGNATURE].includes(name))
        return expect([204, 404]).toContain((await ask("another site", {})).status)
      for (const [who, headers, ours] of SENDERS) {
        for (const type of someOf(TYPES, 1)) {
          const response = await ask(who, { ...said(headers), "content-type": type })
          // Our own page gets as far as the question who is signed in; with a cookie nobody gets far at a program's door.
          const wanted = BY_TOKEN.includes(name) ? "invalid_token" : ours ? "not_signed_in" : "foreign_origin"
          expect([who, type, await codeOf(response)]).toEqual([who, type, wanted])
        }
      }
    })

    function ask(_who: string, headers: Record<string, string>): Promise<Response> {
      const cookie = "running-story-session=made-up"
      return fetch(`${url}${address}`, { method: door.name, headers: { cookie, ...headers }, body: "{}" })
    }
  }

  it("runs no server action", async () => {
    const actions = readActions()
    expect(actions.map(({ door }) => door).sort()).toEqual(
      findDoors()
        .filter(({ kind }) => kind === "action")
        .map(doorName)
        .sort(),
    )
    for (const { id, door, address } of actions) {
      for (const [who, headers, ours] of someOf(SENDERS, 4)) {
        const response = await fetch(`${url}${address}`, {
          method: "POST",
          headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8", ...said(headers) },
          body: "[{}]",
          redirect: "manual",
        })
        const leadsTo = response.headers.get("x-action-redirect") ?? ""
        const answer = `${response.status} to ${leadsTo} ${await response.text()}`
        // Ours runs, and says what it misses; another's does not even get that far.
        const ran = /"code":"(not_signed_in|invalid_input)"|^\d+ to \/login/.test(answer)
        expect([door, who, ran, answer.slice(0, 300)]).toEqual([door, who, ours, answer.slice(0, 300)])
      }
    }
  })

  it("opens no desk's stream, though nothing is changed by one", async () => {
    for (const [who, headers, ours] of SENDERS) {
      const response = await fetch(`${url}/api/desk/blogs/blog_x/stream?tab=tab-of-a-test`, { headers: said(headers) })
      // A browser that tells nothing asks for a page of its own.
      const wanted = ours || Object.keys(headers).length === 0 ? "not_signed_in" : "foreign_origin"
      expect([who, await codeOf(response)]).toEqual([who, wanted])
    }
  })

  it("opens no socket", async () => {
    const at = `${url.replace(/^http/, "ws")}/ws/channel/x/`
    for (const [who, headers, ours] of SENDERS) {
      const { origin } = said(headers) as { origin?: string }
      // Every browser names its page; programs that are none may connect, as anybody may read.
      const wanted = ours || origin === undefined ? 404 : 403
      expect([who, await statusOf(at, origin)]).toEqual([who, wanted])
    }
    for (const other of ["/ws/", "/ws/desk/x/", "/_next/webpack-hmr", "/"])
      expect([other, await statusOf(`${url.replace(/^http/, "ws")}${other}`, url)]).toEqual([other, 404])
  })
})

/** How an upgrade is answered: with a status of HTTP, or not at all. */
function statusOf(address: string, origin: string | undefined): Promise<number | "cut" | "open"> {
  return new Promise((done) => {
    const socket = new WebSocket(address, origin === undefined ? {} : { origin })
    socket.on("unexpected-response", (_request, response) => done(response.statusCode ?? 0))
    socket.on("open", () => {
      socket.terminate()
      done("open")
    })
    socket.on("error", () => done("cut"))
  })
}
