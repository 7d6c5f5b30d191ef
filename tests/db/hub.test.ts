import { describe, expect, it } from "vitest"
import type { Channel, Subscriber } from "@/lib/live/channel"
import { Hub } from "@/lib/live/hub"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

useDatabase()

function follow(channel: Channel): Subscriber {
  return {
    transport: "sse",
    send: () => true,
    beat: () => {},
    end: () => {},
    epoch: channel.snapshot.epoch,
    version: channel.snapshot.version,
    busy: false,
    beatAt: 0,
  }
}

describe("a change that this process reads before it hears of it", () => {
  it("reaches every held reader at once: who came first with a question does not take it from the others", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "What the question is about.")
    const hub = new Hub(() => true)
    const channel = await hub.find(blog.slug)
    if (!channel) throw new Error("The blog is public.")
    const reader = follow(channel)
    await hub.subscribe(channel, reader)
    const waiting = hub.wait(channel, reader.version, 60_000, AbortSignal.timeout(60_000))

    await makePost(blog.id, "Read before it was heard of.")
    const other = await hub.changes(channel, blog.epoch, 0)
    expect(other.delta.version).toBeGreaterThan(reader.version)

    await expect.poll(() => reader.version).toBe(other.delta.version)
    await waiting
    hub.announce(blog.id, other.delta.version)
    expect(reader.version).toBe(other.delta.version)
  })
})
