import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { createSource } from "@/lib/receivers/sources"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { useServer } from "../setup/server"
import { DESK, makeBlog } from "../setup/story"

describe("the address of a source", () => {
  const { url, dataDir, secrets } = useServer()
  beforeAll(async () => {
    process.env.AUTH_SECRET = secrets.AUTH_SECRET
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
  })
  afterAll(async () => {
    delete process.env.AUTH_SECRET
    await closeDb()
  })

  it("brings a signed message to readers, once, and refuses what is forged or too large", async () => {
    const blog = await makeBlog()
    const input = { kind: "webhook", name: "Results", settings: { delivery: "publish" } } as const
    const { source, secret } = await createSource(DESK, blog.id, input)
    const send = async (body: string, token = secret) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` }
      const answer = await fetch(`${url}${new URL(source.address).pathname}`, { method: "POST", headers, body })
      return answer.status
    }
    const message = JSON.stringify({ id: "7", text: "All districts are counted", revision: 1 })
    expect([await send(message), await send(message), await send(message)]).toEqual([200, 200, 200])
    const read = async () => (await fetch(`${url}/${blog.slug}/feed.json`)).json() as Promise<{ items: unknown[] }>
    await expect.poll(async () => (await read()).items.length, { timeout: 10_000 }).toBe(1)
    expect(JSON.stringify(await read())).toContain("All districts are counted")
    expect(await send(message, "whsec_guess")).toBe(401)
    expect(await send(JSON.stringify({ id: "8", text: "x".repeat(600_000) }))).toBe(413)
    expect((await read()).items).toHaveLength(1)
  })
})
