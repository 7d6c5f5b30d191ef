import { connect, type Socket } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { editBlog } from "@/lib/blogs/edit-blog"
import { editPost } from "@/lib/posts/edit-post"
import { listPosts } from "@/lib/posts/read-posts"
import { processHub } from "@/lib/realtime/broker"
import { readEvents, type ServerEvent } from "../../scripts/conformance/read-events"
import { Reader } from "../../scripts/conformance/reader-client"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

let lives: AbortController[] = []
afterEach(() => {
  for (const life of lives) life.abort()
  lives = []
})

const held = () => processHub().countReaders().get("sse") ?? 0
const published = async (blog: DeskBlog) =>
  (await listPosts(DESK, blog.id, { state: "published", limit: 100 })).posts.filter((post) => post.version > 0)

describe.each(MOUNTS)("an event stream, on %s", (mount) => {
  const server = useMount(mount)
  const streamUrl = (blog: DeskBlog, after: number) =>
    `${server.url}/api/blogs/${blog.slug}/stream?epoch=${blog.epoch}&after=${after}`

  /** Opens a stream and gathers what comes. */
  async function open(blog: DeskBlog, after = 0, headers: Record<string, string> = {}) {
    const life = new AbortController()
    lives.push(life)
    const response = await fetch(streamUrl(blog, after), { signal: life.signal, headers })
    const events: ServerEvent[] = []
    const reader = new Reader(blog, { version: after })
    const gather = async () => {
      for await (const event of readEvents(response.body ?? new ReadableStream())) {
        events.push(event)
        if (event.event === "delta") reader.take(JSON.parse(event.data), { stream: true })
      }
      return "ended"
    }
    const ended = gather().catch(() => "cut")
    return { response, events, reader, ended, leave: () => life.abort() }
  }

  it("replays what was missed and goes on, in order, without gap or double, while four editors write", async () => {
    const blog = await makeBlog()
    const writers = [1, 2, 3, 4].map(async (writer) => {
      for (let round = 0; round < 12; round += 1) {
        const post = await makePost(blog.id, `post ${round} of ${writer}`)
        if (round % 3 === 0) await editPost(DESK, post.id, { title: "Edited" })
        if (round % 5 === 0) await editPost(DESK, post.id, { state: "hidden" })
      }
    })
    const streams: Awaited<ReturnType<typeof open>>[] = []
    const joining = (async () => {
      for (let count = 0; count < 20; count += 1) streams.push(await open(blog))
    })()
    await Promise.all([...writers, joining])
    const posts = await published(blog)
    for (const { reader } of streams) await expect.poll(() => reader.compare(posts), { timeout: 5_000 }).toBeNull()
  })

  it("tells at once that nothing is missed, and goes on after the id that a browser sends by itself", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "one")
    await makePost(blog.id, "two")
    const current = await open(blog, 2)
    await expect.poll(() => current.events.map(({ event, id }) => [event, id])).toEqual([["delta", `${blog.epoch}:2`]])
    const back = await open(blog, 0, { "Last-Event-ID": `${blog.epoch}:1` })
    await expect.poll(() => back.events.map(({ data }) => JSON.parse(data).from)).toEqual([1])
  })

  it("leaves nothing behind when readers leave", async () => {
    const blog = await makeBlog()
    const streams = await Promise.all(Array.from({ length: 40 }, () => open(blog)))
    await expect.poll(held).toBe(40)
    for (const { leave } of streams) leave()
    await expect.poll(held).toBe(0)
  })

  it("closes the reader that does not take what it is sent, and the others never notice", async () => {
    const blog = await makeBlog()
    const healthy = await open(blog)
    const slow = await openDeaf(streamUrl(blog, 0))
    await expect.poll(held).toBe(2)
    const text = "All of it. ".repeat(7_000)
    for (let round = 0; round < 300 && held() === 2; round += 1) await makePost(blog.id, text, { title: `${round}` })
    await expect.poll(held).toBe(1)
    const { version } = processHub().channels.get(blog.id)?.snapshot ?? { version: 0 }
    await expect.poll(() => healthy.reader.feed.version).toBe(version)
    expect(healthy.reader.problems).toEqual([])
    slow.destroy()
  }, 60_000)

  it("ends with a hint when to come back when the process stops", async () => {
    const blog = await makeBlog()
    const stream = await open(blog)
    await expect.poll(() => stream.events.length).toBe(1)
    await processHub().disconnectAll("restart")
    expect(await stream.ended).toBe("ended")
    expect(stream.events.at(-1)?.event).toBe("restart")
    expect(held()).toBe(0)
  })

  it("says that the blog is gone when it is taken from the public", async () => {
    const blog = await makeBlog()
    const stream = await open(blog)
    await expect.poll(() => stream.events.length).toBe(1)
    await editBlog(DESK, blog.id, { status: "draft" })
    expect(await stream.ended).toBe("ended")
    expect(stream.events.at(-1)?.event).toBe("gone")
    expect((await open(blog)).response.status).toBe(404)
  })
})

/** A reader that asks and then takes nothing. */
async function openDeaf(url: string): Promise<Socket> {
  const { hostname, port, pathname, search } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on("error", () => {})
  socket.pause()
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)
  return socket
}
