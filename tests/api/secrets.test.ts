import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { useServer } from "../setup/server"
import { useWholeProduct } from "./whole-product"

/** Variables that hold something that nobody outside may know, by their names: a new one is among them by itself. */
const SECRET_NAMES = [...readFileSync("lib/env.ts", "utf8").matchAll(/^ {4}([A-Z_]+): /gm)]
  .map(([, name = ""]) => name)
  .filter((name) => /SECRET|TOKEN|PASSWORD|DATABASE_URL/.test(name))

/** Words that stand in code which must never leave the server, each in the package itself or in what is made of it. */
const SERVER_CODE = {
  prisma: "PrismaClientKnownRequestError",
  pg: "SASL: SCRAM-SERVER-FINAL-MESSAGE",
  "better-auth": "better-auth.session_token",
  sharp: "limitInputPixels",
  pusher: "pusher-http-node",
  "our environment": "These environment variables are not right",
  "our fetching of pages": "FETCH_PRIVATE_HOSTS",
  "our statements": "pg_notify",
}

function filesOfBrowsers(): [file: string, text: string][] {
  return readdirSync(".next/static", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|json|map)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, "utf8")])
}

describe("what browsers are sent", () => {
  const { url, secrets, token, pusher } = useServer()
  const whole = useWholeProduct({ publisher: "pusher" })

  it("knows what to look for", () => {
    const names = ["DATABASE_URL", "SETUP_TOKEN", "AUTH_SECRET", "PUSHER_SECRET", "CRON_SECRET", "METRICS_TOKEN"]
    expect(SECRET_NAMES.toSorted()).toEqual(names.toSorted())
    for (const value of [...Object.values(secrets), token, whole.databaseUrl, ...whole.cookie.split("; ")])
      expect(value.length).toBeGreaterThan(5)
    const files = filesOfBrowsers()
    expect(files.some(([file]) => file.includes("static/reader/live-entry"))).toBe(true)
    expect(files.length).toBeGreaterThan(10)
  })

  it("names no secret in any script, and has no code of the server in it", () => {
    for (const [file, text] of filesOfBrowsers()) {
      for (const name of SECRET_NAMES) expect(text.includes(name), `${name} in ${file}`).toBe(false)
      for (const [code, words] of Object.entries(SERVER_CODE))
        expect(text.includes(words), `${code} in ${file}`).toBe(false)
      expect(text, `an address of a database in ${file}`).not.toMatch(/postgres(ql)?:\/\//)
    }
    // The very same words are found where they belong.
    const server = readdirSync("lib", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .join("\n")
    for (const words of [...SECRET_NAMES, SERVER_CODE["our environment"], SERVER_CODE["our statements"]])
      expect(server).toContain(words)
  })

  it("tells no secret's value on any page or answer, to readers or to people at the desk", async () => {
    // The set-up's own token is what its page was opened with; the session is the browser's own.
    const values = { ...secrets, database: whole.databaseUrl, password: new URL(whole.databaseUrl).password, token }
    let pages = 0
    for (const { address } of whole.doors()) {
      if (address.endsWith("/stream")) continue
      for (const headers of [{}, { cookie: whole.cookie }, { cookie: whole.cookie, rsc: "1" }] as Record<
        string,
        string
      >[]) {
        const text = await (await fetch(`${url}${address}`, { headers, redirect: "manual" })).text()
        for (const [name, value] of Object.entries(values))
          expect(value !== "" && text.includes(value), `${name} at ${address}`).toBe(false)
        if (text.includes("<html")) pages += 1
      }
    }
    expect(pages).toBeGreaterThan(20)
    const live = await (await fetch(`${url}/${whole.slug}`)).text()
    // What a reader's browser needs of the service is there; so this page was made with the service's settings.
    expect(live).toContain(pusher.key)
  })
})
