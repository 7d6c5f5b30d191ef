import { afterEach, describe, expect, it, vi } from "vitest"
import { db, Prisma } from "@/lib/db/client"
import { requireDelta } from "@/lib/protocol/parse-delta"
import { processHub } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { makeBlog, makePost } from "../setup/story"

useDatabase()
afterEach(() => void vi.restoreAllMocks())

describe("answers that our own server keeps", () => {
  const server = useMount("own server")
  const ask = async (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers })
  const changes = (blog: { slug: string; epoch: string }, after: number) =>
    `/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${after}`
  const version = async (path: string) => requireDelta(await (await ask(path)).json()).version

  it("are the same to the letter, and cost the database nothing", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "Grüße, 🌍")
    // The connection proves itself first, with a notification of its own.
    await expect
      .poll(async () => [await version(changes(blog, 0)), processHub().isListening()], { timeout: 20_000 })
      .toEqual([1, true])
    await ask(changes(blog, 0))
    const first = await ask(changes(blog, 0))
    const reads = vi.spyOn(db(), "$queryRaw")
    const again = await ask(changes(blog, 0))
    expect(await again.text()).toBe(await first.text())
    const names = ["etag", "cache-control", "content-type", "content-length", "access-control-allow-origin"]
    for (const name of names) expect(again.headers.get(name)).toBe(first.headers.get(name))
    expect(reads).not.toHaveBeenCalled()
  })

  it("are confirmed by their tag, and by no other", async () => {
    const blog = await makeBlog()
    const tag = (await ask(changes(blog, 0))).headers.get("etag") ?? ""
    await ask(changes(blog, 0))
    const confirmed = await ask(changes(blog, 0), { "If-None-Match": tag })
    expect([confirmed.status, await confirmed.text(), confirmed.headers.get("etag")]).toEqual([304, "", tag])
    expect((await ask(changes(blog, 0), { "If-None-Match": '"other"' })).status).toBe(200)
  })

  it("are never given again after the next change", async () => {
    const blog = await makeBlog()
    for (let post = 1; post <= 20; post += 1) {
      for (let round = 0; round < 3; round += 1) await ask(changes(blog, 0))
      await makePost(blog.id, `post ${post}`)
      await vi.waitFor(async () => expect(await version(changes(blog, 0))).toBe(post), { interval: 5 })
    }
    const head = async () => (await fetch(`${server.url}/api/get-updates/${blog.slug}`, { method: "HEAD" })).headers
    const before = (await head()).get("last-update-at")
    expect((await head()).get("last-update-at")).toBe(before)
    await makePost(blog.id, "newest")
    await expect.poll(async () => (await head()).get("last-update-at")).not.toBe(before)
  })

  it("are not trusted while nobody tells this process of changes", async () => {
    const blog = await makeBlog()
    for (let round = 0; round < 2; round += 1) expect(await version(changes(blog, 0))).toBe(0)
    vi.spyOn(processHub(), "isListening").mockReturnValue(false)
    await db().$executeRaw(Prisma.sql`update blog set version = 1, blog_version = 1 where id = ${blog.id}`)
    await expect.poll(() => version(changes(blog, 0)), { timeout: 5_000 }).toBe(1)
  })

  it("are not given to those who wait when nothing is new", async () => {
    const blog = await makeBlog()
    const wait = `${changes(blog, 0)}&wait=1`
    await ask(wait)
    const start = Date.now()
    await ask(wait)
    expect(Date.now() - start).toBeGreaterThan(900)
  })
})
