import { readdirSync } from "node:fs"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startNext } from "../setup/next-start"
import { useServer } from "../setup/server"
import { useWholeProduct } from "./whole-product"

const PRIVATE = /^\/(desk|login|setup|invite|rehearsal)(\/|$)/
const OURS_ALONE = /^\/api\/(desk|v1|cron)\//

describe("every door of the app", () => {
  const whole = useWholeProduct()
  const mounts: Record<string, string> = { "own server": useServer().url }
  let stopNext = async () => {}

  beforeAll(async () => {
    const next = await startNext({ DATABASE_URL: whole.databaseUrl, ...useServer().secrets })
    mounts["next start"] = next.url
    stopNext = next.stop
  })
  afterAll(() => stopNext())

  const ask = (mount: string, address: string, init: RequestInit = {}) => {
    const abort = new AbortController()
    const headers = { cookie: whole.cookie, ...init.headers }
    const answer = fetch(`${mounts[mount]}${address}`, { redirect: "manual", signal: abort.signal, ...init, headers })
    return answer.then((response) => ({ response, leave: () => abort.abort() }))
  }

  for (const mount of ["own server", "next start"]) {
    it(`tells browsers what they may do, on ${mount}`, async () => {
      const static_ = listFiles(".next/static").slice(0, 3)
      const besides = [
        "/nothing/is/here",
        "/no-such-blog",
        `/${whole.slug}?q=words`,
        "/api/nothing",
        "/media/nothing",
        "/_next/static/nothing.js",
        "/desk/nothing/here",
      ]
      const doors = whole.doors()
      expect(doors.length).toBeGreaterThan(40)
      const documents: string[] = []
      for (const address of [...doors.map((door) => door.address), ...besides, ...static_]) {
        const { response, leave } = await ask(mount, address)
        const say = (name: string) => response.headers.get(name)
        const isPage = say("content-type")?.startsWith("text/html") ?? false
        const at = `${address} (${response.status})`
        expect(say("x-content-type-options"), at).toBe("nosniff")
        expect(say("x-powered-by"), at).toBeNull()
        // Without https there is nothing to keep to.
        expect(say("strict-transport-security"), at).toBeNull()
        if (OURS_ALONE.test(address)) expect(say("cross-origin-resource-policy"), at).toBe("same-origin")
        if (isPage) {
          documents.push(address)
          checkPage(address, response, mount === "own server")
        }
        leave()
      }
      for (const page of doors.filter(({ kind }) => kind === "page"))
        if (!page.address.startsWith("/invite") && page.address !== "/login") expect(documents).toContain(page.address)
    })

    it(`lets other sites read what is for them, and show our pictures, on ${mount}`, async () => {
      const { slug } = whole
      for (const address of [
        `/${slug}/feed.rss`,
        `/${slug}/feed.atom`,
        `/${slug}/feed.json`,
        `/api/blogs/${slug}/changes?epoch=x&after=0`,
        `/api/get-updates/${slug}?last_update_ts=0`,
      ]) {
        const { response } = await ask(mount, address, { headers: { origin: "https://news.example" } })
        expect(response.headers.get("access-control-allow-origin"), address).toBe("*")
        expect(response.headers.get("cross-origin-resource-policy"), address).not.toBe("same-origin")
      }
      const card = await ask(mount, `/${slug}/card.png`)
      expect(card.response.headers.get("cross-origin-resource-policy")).toBe("cross-origin")
    })
  }

  it("has one of each header: none contradicts another", async () => {
    for (const mount of ["own server", "next start"]) {
      for (const address of [
        "/",
        `/${whole.slug}`,
        "/desk",
        `/${whole.slug}/feed.rss`,
        "/api/health",
        "/api/v1/blogs",
      ]) {
        const { response } = await ask(mount, address)
        for (const name of ["x-content-type-options", "referrer-policy", "cross-origin-resource-policy"])
          expect(response.headers.get(name) ?? "", `${name} of ${address} on ${mount}`).not.toContain(",")
        expect(response.headers.get("content-security-policy") ?? "").not.toContain(", ")
      }
    }
  })
})

function checkPage(address: string, { headers, status }: Response, own: boolean): void {
  const at = `${address} (${status})`
  const say = (name: string) => headers.get(name)
  const policy = say("content-security-policy") ?? ""
  const isPrivate = PRIVATE.test(address)
  expect(say("permissions-policy"), at).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/)
  expect(say("cross-origin-opener-policy"), at).toBe(isPrivate ? "same-origin" : "same-origin-allow-popups")
  const referrer = address.startsWith("/rehearsal")
    ? "no-referrer"
    : isPrivate
      ? "same-origin"
      : "strict-origin-when-cross-origin"
  expect(say("referrer-policy"), at).toBe(referrer)
  for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
    expect(policy, at).toContain(rule)
  expect(policy, at).toContain("frame-ancestors 'none'")
  expect(say("x-frame-options"), at).toBe(isPrivate ? "DENY" : null)
  const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? ""
  // Only where a shared cache keeps pages with Next's scripts inside them, they run without a nonce.
  if (own || isPrivate || address.includes("?q=")) expect(scripts, at).not.toMatch(/unsafe|https?:|\*/)
  else expect(scripts, at).toBe("'self' 'unsafe-inline'")
  expect(/frame-src ([^;]+)/.exec(policy)?.[1], at).toMatch(/^(https:\/\/[a-z.-]+ ?)+$/)
  expect(policy, at).toContain("img-src 'self' data: blob:;")
}

function listFiles(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return found.map((entry) => `/_next/static/${path.relative(".next/static", path.join(entry.parentPath, entry.name))}`)
}
