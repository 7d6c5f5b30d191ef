import { afterAll, afterEach, describe, expect, it, vi } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { editBlog } from "@/lib/blogs/edit-blog"
import { db } from "@/lib/db/client"
import { handleChanges } from "@/lib/http/live/changes"
import { processHub, stopLive } from "@/lib/realtime/broker"
import { Hub } from "@/lib/realtime/hub"
import { pusherConfig } from "@/lib/realtime/pusher/pusher-config"
import { flushPending, PusherWorker } from "@/lib/realtime/pusher/worker"

import type { HttpFault } from "../../scripts/lib/fakes/pusher-http-api"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

const service = await new PusherServer().start()
for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value)
useDatabase()
afterEach(() => void Object.assign(service.faults, { http: null }))
afterAll(() => service.stop())

const loops: PusherWorker[] = []
afterEach(() => {
  for (const loop of loops.splice(0)) loop.stop()
})

/** A second process, as far as the service can tell. */
function otherLoop(): PusherWorker {
  const settings = pusherConfig()
  if (!settings) throw new Error("Pusher is not set up for this test.")
  const loop = new PusherWorker(settings)
  loops.push(loop)
  return loop
}

async function makePusherBlog(): Promise<DeskBlog> {
  processHub()
  return makeBlog({ publisher: "pusher" })
}

/** What the service was told of a blog: from where to where. */
function told({ slug }: DeskBlog): [number, number][] {
  const events = service.events.filter(({ channels }) => channels[0] === `live-${slug}`)
  return events.map(({ data }) => JSON.parse(data)).map(({ from, version }) => [from, version])
}

const state = ({ id }: DeskBlog) =>
  db().blog.findUniqueOrThrow({
    where: { id },
    select: { version: true, pusherVersion: true, pusherFailingSince: true, pusherError: true },
  })

describe("a Pusher service", () => {
  it("is told of a change by whoever took it, where nothing of ours runs between requests", async () => {
    await stopLive()
    const blog = await makeBlog({ publisher: "pusher" })
    await makePost(blog.id, "Taken by a function.")
    const settings = pusherConfig()
    if (settings) await Promise.all([flushPending(settings), flushPending(settings)])
    expect(told(blog)).toEqual([[0, 1]])
    expect(await state(blog)).toMatchObject({ version: 1, pusherVersion: 1 })
  })

  it("is told of each change after it was saved, with the posts as readers get them", async () => {
    const blog = await makePusherBlog()
    await makePost(blog.id, "The first.")
    await expect.poll(() => told(blog)).toEqual([[0, 1]])
    await makePost(blog.id, "Never said.", { state: "draft" })
    await makePost(blog.id, "The second.")
    await expect
      .poll(() => told(blog))
      .toEqual([
        [0, 1],
        [1, 2],
      ])
    expect(JSON.stringify(service.events)).toContain("The second.")
    expect(JSON.stringify(service.events)).not.toContain("Never said.")
  })

  it("is told only where the blog is when the change is over its limit of 10 KB", async () => {
    const blog = await makePusherBlog()
    await makePost(blog.id, "All of it. ".repeat(2_000))
    await expect.poll(() => told(blog)).toEqual([[0, 1]])
    expect(Object.keys(JSON.parse(service.events.at(-1)?.data ?? ""))).toEqual(["epoch", "from", "version", "at"])
  })

  it("is told no word of a blog that is not public: not while it is rehearsed, nor after it was taken back", async () => {
    const rehearsed = await makeBlog({ publisher: "pusher", status: "draft" })
    const taken = await makePusherBlog()
    await makePost(taken.id, "Public once.")
    await expect.poll(() => told(taken)).toEqual([[0, 1]])
    await editBlog(DESK, taken.id, { status: "draft" })
    const secrets = ["Only rehearsed.", "Only for the desk."]
    await makePost(rehearsed.id, "Only rehearsed.")
    await makePost(taken.id, "Only for the desk.")
    const settings = pusherConfig()
    if (settings) await flushPending(settings)
    for (const blog of [rehearsed, taken]) {
      const { version } = await state(blog)
      await expect.poll(async () => (await state(blog)).pusherVersion).toBe(version)
    }
    expect(told(rehearsed)).toEqual([])
    expect(told(taken)[1]?.[0]).toBe(1)
    for (const secret of secrets) expect(JSON.stringify(service.events)).not.toContain(secret)
  })

  it("is not told of blogs that others publish", async () => {
    const blog = await makeBlog({ publisher: "sse" })
    await makePost(blog.id, "By streams.")
    const marker = await makePusherBlog()
    await makePost(marker.id, "A marker.")
    await expect.poll(() => told(marker)).toHaveLength(1)
    expect(told(blog)).toEqual([])
  })
})

it("pages that were opened by an address of before are told where the blog went", async () => {
  const blog = await makePusherBlog()
  await makePost(blog.id, "The first.")
  await expect.poll(() => told(blog)).toEqual([[0, 1]])
  const moved = await editBlog(DESK, blog.id, { slug: `${blog.slug}-moved` })
  await expect.poll(() => service.events.at(-1)?.channels).toEqual([`live-${moved.slug}`, `live-${blog.slug}`])
  expect(JSON.parse(service.events.at(-1)?.data ?? "").blog.slug).toBe(moved.slug)
  await makePost(blog.id, "The second.")
  await expect.poll(() => service.events.at(-1)?.channels).toEqual([`live-${moved.slug}`])
})

const FAULTS: [string, HttpFault, RegExp][] = [
  ["401", 401, /refuses the key or secret/],
  ["413 to whatever it is told", 413, /too large/],
  ["200, and a refusal in the body", { status: 200, body: '{"error":"No more today","code":4100}' }, /“No more today”/],
  ["silence", "hang", /does not answer/],
]

describe.each(FAULTS)("a service that answers with %s", (_, fault, words) => {
  it("costs the editor no time, is named to the desk, and is told everything when it works again", async () => {
    const blog = await makePusherBlog()
    service.faults.http = fault
    const slowest = await slowestSave(blog, 10)
    expect(slowest).toBeLessThan(1_000)
    await expect.poll(async () => (await state(blog)).pusherFailingSince, { timeout: 10_000 }).not.toBeNull()
    expect((await state(blog)).pusherError).toMatch(words)
    expect(told(blog)).toEqual([])

    service.faults.http = null
    await expect.poll(async () => (await state(blog)).pusherVersion, { timeout: 15_000 }).toBe(10)
    expect(await state(blog)).toMatchObject({ version: 10, pusherFailingSince: null, pusherError: null })
    expect(told(blog)).toEqual([[0, 10]])
  }, 40_000)
})

it("a service that takes less in one message than Pusher does is told where the change leads", async () => {
  const blog = await makePusherBlog()
  service.maxBytes = 2_000
  await makePost(blog.id, "All of it. ".repeat(400))
  await expect.poll(async () => (await state(blog)).pusherVersion).toBe(1)
  service.maxBytes = Number.POSITIVE_INFINITY
  expect(told(blog)).toEqual([[0, 1]])
  expect(await state(blog)).toMatchObject({ pusherFailingSince: null })
})

it("readers' pages are told, by whatever process they ask, that the service fails, and that it works again", async () => {
  const blog = await makePusherBlog()
  const elsewhere = new Hub(() => false)
  const hubs = [processHub(), elsewhere]
  const ask = (hub: Hub, ifNoneMatch: string | null = null) =>
    handleChanges(hub, {
      slug: blog.slug,
      query: new URLSearchParams({ epoch: blog.epoch, after: "1" }),
      ifNoneMatch,
      signal: new AbortController().signal,
      longestWait: 1,
    })
  const words = () => Promise.all(hubs.map(async (hub) => (await ask(hub)).headers["Push-Service"] ?? "works"))
  await makePost(blog.id, "The first.")
  await expect.poll(() => told(blog)).toHaveLength(1)
  expect(await words()).toEqual(["works", "works"])
  const { ETag: tag = "" } = (await ask(processHub())).headers
  expect((await ask(processHub(), tag)).status).toBe(304)

  // Nothing that readers see changes with it: the same position, another answer.
  service.faults.http = 401
  await db().blog.update({ where: { id: blog.id }, data: { pusherVersion: 0 } })
  otherLoop().notify(blog.id)
  await expect.poll(words).toEqual(["failing", "failing"])
  expect((await ask(processHub(), tag)).status).toBe(200)
  service.faults.http = null
  await expect.poll(words, { timeout: 10_000 }).toEqual(["works", "works"])
  expect((await ask(processHub(), tag)).status).toBe(304)
})

it("a service that hangs, for many blogs at once, leaves the database to editors and readers", async () => {
  const blogs = await Promise.all(Array.from({ length: 15 }, makePusherBlog))
  service.faults.http = "hang"
  await Promise.all(blogs.map(({ id }) => makePost(id, "While it hangs.")))
  await expect.poll(() => service.requests).toBeGreaterThan(0)
  const other = await makeBlog()
  expect(await slowestSave(other, 10)).toBeLessThan(1_000)
  const [transactions] = await db().$queryRaw<{ open: number }[]>`
    select count(*)::int as open from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`
  expect(transactions).toEqual({ open: 0 })
})

it("what a process held that died or stands still is told by another one when its turn is over", async () => {
  const blog = await makeBlog({ publisher: "pusher" })
  await db().$executeRaw`
    insert into pusher_lock values (${blog.id}, 'a process that stands still', clock_timestamp() + interval '2 seconds')`
  processHub()
  await makePost(blog.id, "Saved.")
  await expect.poll(() => told(blog), { timeout: 15_000 }).toEqual([[0, 1]])
  await expect.poll(() => db().pusherLock.count()).toBe(0)
})

it("two processes tell it once or twice, and never leave something out", async () => {
  const blog = await makePusherBlog()
  const [one, two] = [otherLoop(), otherLoop()]
  for (let change = 0; change < 20; change += 1) {
    await makePost(blog.id, `Change ${change}.`)
    one.notify(blog.id)
    two.notify(blog.id)
  }
  await expect.poll(async () => (await state(blog)).pusherVersion, { timeout: 15_000 }).toBe(20)
  const events = told(blog)
  for (let version = 1; version <= 20; version += 1) {
    const times = events.filter(([from, to]) => from < version && version <= to).length
    expect([version, times]).toEqual([version, expect.toSatisfy((each: number) => each === 1 || each === 2)])
  }
})

it("what died with its process is told by any other that lives", async () => {
  const blog = await makePusherBlog()
  await makePost(blog.id, "Saved.")
  await expect.poll(() => told(blog)).toHaveLength(1)
  // As if the process had ended between the commit and the message.
  await db().blog.update({ where: { id: blog.id }, data: { pusherVersion: 0 } })
  otherLoop().scanPending()
  await expect.poll(() => told(blog)).toHaveLength(2)
  await expect.poll(async () => (await state(blog)).pusherVersion).toBe(1)
})

it("a blog can be given to Pusher and taken from it; those who listen there hear of it", async () => {
  const blog = await makeBlog()
  await makePost(blog.id, "By polling.")
  await editBlog(DESK, blog.id, { publisher: "pusher" })
  await expect.poll(() => told(blog)).toEqual([[0, 2]])
  await editBlog(DESK, blog.id, { publisher: "sse" })
  await expect
    .poll(() => told(blog))
    .toEqual([
      [0, 2],
      [2, 3],
    ])
  await makePost(blog.id, "By streams.")
  const marker = await makePusherBlog()
  await makePost(marker.id, "A marker.")
  await expect.poll(() => told(marker)).toHaveLength(1)
  expect(told(blog)).toHaveLength(2)
})

/** Milliseconds of the slowest of some saves, one after the other. */
async function slowestSave({ id }: DeskBlog, saves: number): Promise<number> {
  let slowest = 0
  for (let save = 0; save < saves; save += 1) {
    const start = performance.now()
    await makePost(id, `Save ${save}.`)
    slowest = Math.max(slowest, performance.now() - start)
  }
  return slowest
}
