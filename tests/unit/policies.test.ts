import { createHash } from "node:crypto"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { afterEach, describe, expect, it } from "vitest"
import { InlineScript } from "@/components/reader/inline-script"
import { setDatabaseUrl } from "@/lib/env"
import { noncePolicy, readerBundlePolicy } from "@/lib/security-headers/policies"

function read(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((each) => {
      const [name = "", ...values] = each.split(" ")
      return [name, values]
    }),
  )
}

const changed: string[] = []
function setEnv(variables: Record<string, string>): void {
  Object.assign(process.env, variables)
  changed.push(...Object.keys(variables))
  forget()
}
// The environment is read once; this makes the next read a fresh one.
function forget(): void {
  setDatabaseUrl(process.env.DATABASE_URL ?? "")
}
afterEach(() => {
  for (const name of changed.splice(0)) delete process.env[name]
  forget()
})

describe("the policy of a page", () => {
  it("lets our one script inside it run, letter by letter, and no other one", () => {
    for (const order of [true, false]) {
      const html = renderToStaticMarkup(createElement(InlineScript, { order }))
      const code = html.slice("<script>".length, -"</script>".length)
      const hash = `'sha256-${createHash("sha256").update(code).digest("base64")}'`
      expect(read(readerBundlePolicy())["script-src"]).toContain(hash)
      expect(read(noncePolicy("/desk"))["script-src"]).toContain(hash)
    }
    for (const policy of [readerBundlePolicy(), noncePolicy("/"), noncePolicy("/desk/blogs/blog_1")])
      expect(read(policy)["script-src"]).not.toEqual(expect.arrayContaining([expect.stringContaining("unsafe")]))
  })

  it("has another nonce each time, that nobody can guess", () => {
    const nonces = Array.from({ length: 100 }, () => /'nonce-([A-Za-z0-9+/]{24})'/.exec(noncePolicy("/desk"))?.[1])
    expect(new Set(nonces).size).toBe(100)
    expect(nonces).not.toContain(undefined)
  })

  it("lets no other site show a page within its own, but an embed where it is listed", () => {
    for (const path of ["/desk", "/login", "/setup", "/invite/x", "/rehearsal/x", "/", "/storm", "/storm/post_1"])
      expect(read(noncePolicy(path))["frame-ancestors"], path).toEqual(["'none'"])
    expect(read(readerBundlePolicy())["frame-ancestors"]).toEqual(["'none'"])
    expect(read(readerBundlePolicy(["news.example"]))["frame-ancestors"]).toEqual(["'self'", "news.example"])
  })

  it("lets a reader's page speak with where it hears of changes, and with nobody else", () => {
    const hosts = () => read(readerBundlePolicy())["connect-src"]
    expect(hosts()).toEqual(["'self'"])
    setEnv({ APP_URL: "https://live.example.org", LIVE_URL: "https://push.example.org:3001" })
    expect(hosts()).toEqual([
      "'self'",
      "wss://live.example.org",
      "https://push.example.org:3001",
      "wss://push.example.org:3001",
    ])
    setEnv({ APP_URL: "", LIVE_URL: "", PUSHER_APP_ID: "1", PUSHER_KEY: "k", PUSHER_SECRET: "s", PUSHER_CLUSTER: "eu" })
    expect(hosts()).toEqual(["'self'", "wss://ws-eu.pusher.com"])
    setEnv({ PUSHER_HOST: "push.test", PUSHER_PORT: "6001", PUSHER_TLS: "0" })
    expect(hosts()).toEqual(["'self'", "wss://push.test:6001", "ws://push.test:6001"])
    expect(read(noncePolicy("/desk"))["connect-src"]).toEqual(["'self'"])
  })
})
