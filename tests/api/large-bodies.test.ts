import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { useServer } from "../setup/server"

const MEGABYTE = 1024 * 1024
const CONCURRENCY = 40

describe("large bodies, many at a time", () => {
  const { url, token, dataDir } = useServer()

  /** The most memory that the server had while something ran, beyond what it had before; null where nobody tells. */
  async function grownBy(run: () => Promise<unknown>): Promise<number> {
    const { pid } = (await findRunning(dataDir)) ?? { pid: 0 }
    const read = () => {
      try {
        const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
        return Number(kilobytes) / 1024
      } catch {
        return 0
      }
    }
    const before = read()
    let most = before
    const timer = setInterval(() => {
      most = Math.max(most, read())
    }, 20)
    await run().finally(() => clearInterval(timer))
    return most - before
  }

  const many = (send: () => Promise<Response>) =>
    Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        const response = await send()
        return { status: response.status, body: await response.text() }
      }),
    )

  it.each(["/login", "/setup", "/invite/x", "/desk", "/desk/blogs/x/save", "/", "/nothing-here"])(
    "are refused by %s unread, with a length that is announced and without",
    async (path) => {
      const size = 8 * MEGABYTE
      const endless = () => {
        let sent = 0
        return new ReadableStream<Uint8Array>({
          pull(controller) {
            sent += MEGABYTE
            controller.enqueue(new Uint8Array(MEGABYTE))
            if (sent >= size) controller.close()
          },
        })
      }
      const whole = new Uint8Array(size)
      const post = (body: BodyInit) =>
        fetch(url + path, { method: "POST", body, redirect: "manual", duplex: "half" } as RequestInit)
      const announced = await post(whole)
      expect([announced.status, await announced.text()]).toEqual([413, expect.stringContaining("request_too_large")])
      // Refused by its method or origin before its length is known.
      expect([403, 405, 413]).toContain((await post(endless())).status)
    },
  )

  it("cost no memory at pages, whoever sends them", async () => {
    const body = new Uint8Array(8 * MEGABYTE)
    const grown = await grownBy(() => many(() => fetch(`${url}/login`, { method: "POST", body })))
    expect(grown).toBeLessThan(150)
  })

  it("are held a dozen at a time where pictures come in, and each but once", async () => {
    const body = new FormData()
    body.set("file", new File([randomBytes(15 * MEGABYTE - 1_000)], "large.jpg"))
    const headers = { authorization: `Bearer ${token}` }
    const grown = await grownBy(async () => {
      const answers = await many(() => fetch(`${url}/api/v1/media`, { method: "POST", body, headers }))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
    })
    expect(grown).toBeLessThan(450)
  })

  it("are taken by the desk's own doors up to what they need", async () => {
    const send = (path: string, bytes: number) =>
      fetch(url + path, { method: "POST", body: new Uint8Array(bytes), redirect: "manual" })
    const statuses = [await send("/login", 60_000), await send("/desk", 590_000)].map(({ status }) => status)
    for (const status of statuses) expect(status).not.toBe(413)
  })
})
