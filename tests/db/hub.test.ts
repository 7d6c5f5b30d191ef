import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { allCaches } from "@/lib/cache"
import { db, poolState } from "@/lib/db/client"
import type { Channel } from "@/lib/realtime/channel"
import { Hub } from "@/lib/realtime/hub"
import type { Subscriber } from "@/lib/realtime/subscriber"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

useDatabase()

/** Somebody held, whose only way to learn of a change is to be told. */
function makeSubscriber({ snapshot: { epoch, version } }: Channel): Subscriber {
  const silent = { send: () => true, beat: () => {}, end: () => {} }
  return { transport: "sse", epoch, version, busy: false, beatAt: 0, ...silent }
}

/** Somebody held who has everything. */
async function hold(channel: Channel): Promise<Subscriber> {
  const reader = makeSubscriber(channel)
  await channel.subscribe(reader)
  return reader
}

/** A blog with one post, which the hub knows. */
async function openChannel(hub: Hub) {
  const blog = await makeBlog()
  await makePost(blog.id, "Number 1.")
  const channel = await hub.find(blog.slug)
  if (!channel) throw new Error("The blog is public.")
  return { blog, channel }
}

describe("a change that this process reads before it hears of it", () => {
  it("reaches every held reader at once: who asks first does not take it from the others", async () => {
    const hub = new Hub(() => true)
    const { blog, channel } = await openChannel(hub)
    const reader = await hold(channel)
    const waiting = channel.waitForVersion(reader.version, 60_000, AbortSignal.timeout(60_000))

    await makePost(blog.id, "Number 2.")
    const other = await channel.changes(blog.epoch, 0)
    expect(other.delta.version).toBeGreaterThan(reader.version)

    await expect.poll(() => reader.version).toBe(other.delta.version)
    await waiting
  })
})

describe("held readers", () => {
  it("have everything that was announced, in whatever order it was saved, announced, asked for and joined", async () => {
    const step = fc.constantFrom("save", "announce", "ask from afar", "ask ahead", "join", "pause")
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const hub = new Hub(() => true)
        const { blog, channel } = await openChannel(hub)
        const readers: Subscriber[] = []
        const running: Promise<unknown>[] = []
        let saved = 1
        const join = () => {
          const reader = makeSubscriber(channel)
          readers.push(reader)
          running.push(channel.subscribe(reader))
        }
        join()
        for (const each of steps) {
          if (each === "save") await makePost(blog.id, `Number ${++saved}.`)
          if (each === "announce") hub.notify(blog.id, saved)
          if (each === "ask from afar") running.push(channel.changes(blog.epoch, 0))
          if (each === "ask ahead") running.push(channel.changes(blog.epoch, saved))
          if (each === "join") join()
          if (each === "pause") await Promise.all(running.splice(0))
        }
        hub.notify(blog.id, saved)
        await Promise.all(running)
        await expect.poll(() => readers.map(({ version }) => version)).toEqual(readers.map(() => saved))
      }),
      { numRuns: 20 },
    )
  })
})

describe("readers who come back from many positions at once", () => {
  it("leave most connections of the database to editors, are all answered, and fill no memory", async () => {
    const hub = new Hub(() => true)
    const { blog, channel } = await openChannel(hub)
    for (let number = 2; number <= 40; number += 1)
      await makePost(blog.id, `Number ${number}. ${"long ".repeat(4_000)}`)
    hub.notify(blog.id, 40)
    await hub.find(blog.slug)
    const readings = Array.from({ length: 39 }, (_, from) => channel.changes(blog.epoch, from))
    let busiest = 0
    const look = setInterval(() => {
      const { total, idle, waiting } = poolState()
      busiest = Math.max(busiest, total - idle + waiting)
    }, 1)
    const wires = await Promise.all(readings).finally(() => clearInterval(look))
    expect(wires.map(({ delta }) => delta.posts.length)).toEqual(Array.from({ length: 39 }, (_, from) => 40 - from))
    expect(busiest).toBeLessThanOrEqual(4)
    const deltas = allCaches().find(({ name }) => name === "deltas")
    expect(deltas?.bytes).toBeGreaterThan(1_000_000)
    expect(deltas?.bytes).toBeLessThanOrEqual(deltas?.maxBytes ?? 0)
  })
})

describe("a change that cannot be read at once", () => {
  it("reaches held readers when it can, without another change or question", async () => {
    const hub = new Hub(() => true)
    const { blog, channel } = await openChannel(hub)
    const reader = await hold(channel)
    await makePost(blog.id, "Number 2.")
    await db().$executeRaw`alter table post rename to post_away`
    hub.notify(blog.id, 2)
    await expect.poll(() => channel.reading.size).toBe(0)
    expect(reader.version).toBe(1)
    await db().$executeRaw`alter table post_away rename to post`
    await expect.poll(() => reader.version, { timeout: 5_000 }).toBe(2)
  })
})
