import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { restoreBackup } from "@/lib/backup/restore-backup"
import { writeBackup } from "@/lib/backup/write-backup"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import type { Cursor } from "@/lib/protocol/delta"
import { processHub } from "@/lib/realtime/broker"
import { apiDesk } from "../../scripts/conformance/desk-client"
import { Reader } from "../../scripts/conformance/reader-client"
import { waysOf } from "../../scripts/conformance/transports"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { makeBlog, makePost } from "../setup/story"

// Others may be busy on this machine.
const PATIENT = { timeout: 20_000 }
const PAGES = 5
/** So long the service is waited for. */
const SERVICE_TIMEOUT_MS = 5_000

const service = await new PusherServer().start()
for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value)

describe("after a restore", () => {
  useDatabase()
  const server = useMount("own server")
  let folder = ""
  const lives = new AbortController()

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "running-story-restore-"))
    processHub()
  })
  afterEach(() => void Object.assign(service.faults, { http: null }))
  afterAll(async () => {
    lives.abort()
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const restore = (name: string) => restoreBackup(requireDatabaseUrl(), path.join(folder, name), { force: true })
  const backup = (name: string) => writeBackup(requireDatabaseUrl(), path.join(folder, name), "9.9.9")
  const count = (blog: DeskBlog) =>
    db().blog.findUniqueOrThrow({ where: { id: blog.id }, select: { version: true, pusherVersion: true } })

  /** A page that listens to the service, and draws its state anew when it is told to. */
  function openPage(blog: DeskBlog, signal: AbortSignal): Reader {
    const reader = new Reader(blog, { epoch: blog.epoch, version: 0 })
    const take = reader.take.bind(reader)
    reader.take = (value, options) => {
      const outcome = take(value, options)
      if (outcome === "reset") reader.feed = { ...reader.feed, ...(value as Cursor), posts: [] }
      return outcome
    }
    const { url } = server
    const target = { url, desk: apiDesk(url, ""), pusher: service.clientSettings, sockets: true }
    void waysOf(target).Pusher?.(reader, target, signal)
    return reader
  }

  it("every page that follows by Pusher loads anew exactly once, with the next change or when it asks", async () => {
    const blog = await makeBlog({ publisher: "pusher" })
    await makePost(blog.id, "in the backup")
    await backup("pages.gz")
    await makePost(blog.id, "lost with the old database")
    const pages = Array.from({ length: PAGES }, () => openPage(blog, lives.signal))
    const states = () => pages.map(({ resets, feed }) => [resets, feed.version])
    await expect.poll(states, PATIENT).toEqual(pages.map(() => [0, 2]))
    await expect.poll(() => count(blog), PATIENT).toEqual({ version: 2, pusherVersion: 2 })
    const told = service.events.length

    await restore("pages.gz")
    // The service is told nothing of the past.
    expect(await count(blog)).toEqual({ version: 1, pusherVersion: 1 })
    expect(service.events.length).toBe(told)
    // The server notices by itself, in a moment.
    const answersReset = async () =>
      (await (await fetch(`${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=2`)).json()).reset
    await expect.poll(answersReset, PATIENT).toBe(true)
    // One page asks by itself, as each does now and then: its connection comes back.
    const cut = new AbortController()
    const asking = openPage(blog, cut.signal)
    await expect.poll(() => [asking.resets, asking.feed.version], PATIENT).toEqual([1, 1])

    await makePost(blog.id, "after the restore")
    await expect.poll(states, PATIENT).toEqual(pages.map(() => [1, 2]))
    await makePost(blog.id, "and on it goes")
    await expect.poll(states, PATIENT).toEqual(pages.map(() => [1, 3]))
    await expect.poll(() => [asking.resets, asking.feed.version], PATIENT).toEqual([1, 3])
    expect([...pages, asking].flatMap(({ problems }) => problems)).toEqual([])
    await expect.poll(() => count(blog), PATIENT).toEqual({ version: 3, pusherVersion: 3 })
    cut.abort()
  })

  it("what the service still answers of before holds up nothing, and hides no change of after", async () => {
    const blog = await makeBlog({ publisher: "pusher" })
    await makePost(blog.id, "in the backup")
    await backup("race.gz")
    await expect.poll(() => count(blog), PATIENT).toEqual({ version: 1, pusherVersion: 1 })
    let letGo = () => {}
    service.faults.http = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const asked = service.requests
    await makePost(blog.id, "lost with the old database")
    await expect.poll(() => service.requests, PATIENT).toBe(asked + 1)
    // The service has the message and does not answer yet.
    const began = performance.now()
    await restore("race.gz")
    expect(performance.now() - began).toBeLessThan(SERVICE_TIMEOUT_MS)
    expect(await count(blog)).toEqual({ version: 1, pusherVersion: 1 })
    letGo()
    service.faults.http = null
    await makePost(blog.id, "after the restore")
    const { epoch } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
    const tellsOfNow = () => service.events.some(({ data }) => JSON.parse(data).epoch === epoch)
    await expect.poll(tellsOfNow, PATIENT).toBe(true)
    await expect.poll(() => count(blog), PATIENT).toEqual({ version: 2, pusherVersion: 2 })
  })
})
