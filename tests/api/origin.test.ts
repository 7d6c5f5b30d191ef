import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { useServer } from "../setup/server"

const ROUTES = readdirSync("app/api/desk", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  // What only reads is tried by the tests of its own.
  .filter((file) =>
    /export const (POST|PUT|PATCH|DELETE)\b/.test(readFileSync(path.join("app/api/desk", file), "utf8")),
  )
  .map((file) => `/api/desk/${file.replace(/\/?route\.ts$/, "")}`)

/** What browsers tell of where a request comes from, and whether it may change something. */
const SENDERS: [who: string, headers: Record<string, string>, ours: boolean][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
  ["a neighbour's host", { "sec-fetch-site": "same-site", origin: "http://other.localhost" }, false],
  ["a page without an origin", { "sec-fetch-site": "cross-site", origin: "null" }, false],
  ["a link opened from outside", { "sec-fetch-site": "none", origin: "https://evil.example" }, false],
  ["an old browser on another site", { origin: "https://evil.example" }, false],
  ["an old browser on a page without an origin", { origin: "null" }, false],
  ["a client that tells nothing", {}, false],
  ["our own page", { "sec-fetch-site": "same-origin", origin: "OURS" }, true],
  ["our own page in an old browser", { origin: "OURS" }, true],
]

describe("changes that a browser's cookie allows", () => {
  const { url } = useServer()

  it("have at least one address", () => {
    expect(ROUTES).toContain("/api/desk/media")
  })

  for (const route of ROUTES) {
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      it(`at ${route} are refused to other sites (${type})`, async () => {
        for (const [who, headers, ours] of SENDERS) {
          const sent = { ...headers, ...(headers.origin === "OURS" ? { origin: url } : {}), "content-type": type }
          const response = await fetch(`${url}${route}`, { method: "POST", headers: sent, body: "{}" })
          const { error } = (await response.json()) as { error: { code: string } }
          // Our own page gets as far as the question who is signed in.
          expect([who, error.code]).toEqual([who, ours ? "not_signed_in" : "foreign_origin"])
        }
      })
    }
  }
})
