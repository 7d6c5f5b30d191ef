import { afterAll, describe, expect, it } from "vitest"
import { databaseSource } from "@/lib/collaboration/desk-broker"
import { DeskHub } from "@/lib/collaboration/desk-hub"
import { DeskConnection } from "@/lib/collaboration/desk-stream"
import { readBlogHealth } from "@/lib/collaboration/read-blog-health"
import { db } from "@/lib/db/client"
import { AudienceReporter } from "@/lib/realtime/audience/audience-reporter"
import { processHub } from "@/lib/realtime/broker"
import { Hub } from "@/lib/realtime/hub"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { makeBlog, makePost } from "../setup/story"
import { makeActor } from "./people-helpers"

useDatabase()
const life = new AbortController()
afterAll(() => life.abort())

describe("readers now", () => {
  const server = useMount("own server")
  const changes = (blog: { slug: string; epoch: string }) =>
    `${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=0`

  it("are counted over all processes by the way that updates reach them, and are gone when they are", async () => {
    const blog = await makeBlog({ publisher: "sse" })
    const reader = new AbortController()
    const stream = `${server.url}/api/blogs/${blog.slug}/stream?epoch=${blog.epoch}&after=0`
    await Promise.all([1, 2].map(() => fetch(stream, { signal: reader.signal })))
    // Another process: a hub and reports of its own on the same database.
    const hub = new Hub(() => true)
    const reports = new AudienceReporter(hub, 3_000)
    const channel = await hub.find(blog.slug)
    if (!channel) throw new Error("The blog is public.")
    const poll = channel.waitForVersion(channel.snapshot.version, 60_000, life.signal)
    const ways = async () => (await readBlogHealth(blog.id)).readers.ways
    await expect.poll(ways, { timeout: 15_000 }).toEqual([
      { way: "sse", count: 2 },
      { way: "long-polling", count: 1 },
    ])
    expect(await db().audienceReport.count({ where: { blogId: blog.id } })).toBe(2)
    reader.abort()
    await expect.poll(ways, { timeout: 15_000 }).toEqual([{ way: "long-polling", count: 1 }])
    await reports.stop()
    await expect.poll(ways, { timeout: 15_000 }).toEqual([])
    life.abort()
    await poll
  })

  it("who ask in intervals are estimated from their questions, kept answers too", async () => {
    const blog = await makeBlog()
    const byPusher = await makeBlog()
    await db().blog.update({ where: { id: byPusher.id }, data: { publisher: "pusher" } })
    const ask = () => Promise.all([fetch(changes(blog)), fetch(changes(byPusher))]).catch(() => {})
    const timer = setInterval(() => void ask(), 300)
    // One question each 300 ms at an interval of 3 s is about ten readers.
    await expect.poll(async () => (await readBlogHealth(blog.id)).readers.total, { timeout: 20_000 }).toBeGreaterThan(5)
    expect((await readBlogHealth(blog.id)).readers.ways).toHaveLength(1)
    // The service counts its own pages, which ask too.
    const asking = () => processHub().channels.get(byPusher.id)?.polls.readers
    await expect.poll(asking, { timeout: 20_000 }).toBeGreaterThan(5)
    clearInterval(timer)
    expect((await readBlogHealth(byPusher.id)).readers.ways).toEqual([])
  })

  it("confirm an update, from which its time and reach are known; nonsense is not counted", async () => {
    const blog = await makeBlog({ publisher: "long-polling" })
    const held = fetch(`${changes(blog)}&wait=20`, { signal: AbortSignal.timeout(30_000) })
    await expect.poll(() => processHub().countReaders(blog.id).get("long-polling")).toBe(1)
    await makePost(blog.id, "New.")
    const delta = (await (await held).json()) as { version: number; ask: number }
    expect(delta).toMatchObject({ version: 1, ask: 1 })
    const again = fetch(`${changes(blog).replace("after=0", "after=1")}&wait=20`, {
      signal: AbortSignal.timeout(30_000),
    })
    const seen = async (query: string) => {
      const response = await fetch(`${server.url}/api/blogs/${blog.slug}/seen?${query}`, { method: "POST" })
      expect([response.status, await response.text(), response.headers.get("set-cookie")]).toEqual([204, "", null])
    }
    await seen("version=1&ask=1&waited=0")
    for (const nonsense of ["", "version=9&ask=1&waited=0", "version=1&ask=1&waited=-5", "version=1&ask=0&waited=0"])
      await seen(nonsense)
    await expect
      .poll(() => readBlogHealth(blog.id), { timeout: 15_000 })
      .toMatchObject({ reached: { version: 1, pages: 1, newest: true }, delays: { count: 1 } })
    const { delays } = await readBlogHealth(blog.id)
    expect(delays?.p95).toBeLessThan(10_000)
    await makePost(blog.id, "Newer, and confirmed by nobody.")
    await again
    await expect
      .poll(async () => (await readBlogHealth(blog.id)).reached?.newest ?? false, { timeout: 5_000 })
      .toBe(false)
  })
})

describe("two processes", () => {
  it("see each other's people", async () => {
    const blog = await makeBlog()
    const ana = await makeActor("editor")
    if (ana.kind !== "user") throw new Error("People have accounts.")
    // Every process hears what any announces, as the database passes it on.
    const hubs: DeskHub[] = []
    const source = {
      ...databaseSource(),
      announcePresence: async (payload: string) => {
        for (const hub of hubs) hub.onPresence(payload)
      },
    }
    hubs.push(new DeskHub(source), new DeskHub(source))
    const told: string[] = []
    const reader = new DeskConnection(
      { blogId: blog.id, userId: "user_ben", tab: "his-tab-here" },
      { write: (event) => told.push(event.toString()) > 0, end: () => {} },
      async () => null,
    )
    const leave = hubs[1]?.join(reader)
    await hubs[0]?.heartbeat({ blogId: blog.id, userId: ana.id, tab: "her-tab-here" }, { writing: true, editing: [] })
    const people = () => told.filter((event) => event.startsWith("event: people")).at(-1)
    await expect.poll(people).toContain(ana.name)
    leave?.()
    for (const hub of hubs) hub.end()
  })
})
