import { connect, type Socket } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { processHub } from "@/lib/realtime/broker"
import type { Channel } from "@/lib/realtime/channel"
import { PROTOCOL } from "@/lib/realtime/encoders/websocket-encoder"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { makeBlog } from "../setup/story"

useDatabase()
const server = useMount("own server")

const silent: Socket[] = []
const speaking: WebSocket[] = []
afterEach(() => {
  for (const socket of silent.splice(0)) socket.destroy()
  for (const socket of speaking.splice(0)) socket.terminate()
})

/** A reader whose machine vanished: its connection stands, and nobody answers. */
async function openSilent({ slug, epoch }: DeskBlog, format: "own" | "seeds"): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  silent.push(socket)
  socket.write(
    `GET /ws/channel/${slug}/?epoch=${epoch}&after=0 HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\n` +
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
      `${format === "own" ? `Sec-WebSocket-Protocol: ${PROTOCOL}\r\n` : ""}\r\n`,
  )
  await new Promise((resolve) => socket.once("data", resolve))
  // What comes is thrown away, as by a network that leads nowhere.
  socket.resume()
  return socket
}

async function openSpeaking({ slug, epoch }: DeskBlog): Promise<WebSocket> {
  const url = `${server.url.replace("http", "ws")}/ws/channel/${slug}/?epoch=${epoch}&after=0`
  const socket = new WebSocket(url, PROTOCOL)
  speaking.push(socket)
  await new Promise((resolve) => socket.once("open", resolve))
  return socket
}

describe.each([
  // Sent every 25 s: asked with each eighth one, and let go when the next question is due.
  { format: "own", beats: 16 },
  { format: "seeds", beats: 2 },
] as const)("a socket of $format format whose reader vanished without a word", ({ format, beats }) => {
  it(`is let go after at most ${beats} signs of life; who answers stays`, async () => {
    const blog = await makeBlog({ publisher: "websocket" })
    const [gone, here] = [await openSilent(blog, format), await openSpeaking(blog)]
    const closed = new Promise((resolve) => gone.once("close", resolve))
    const channel = processHub().channels.get(blog.id) as Channel
    await expect.poll(() => channel.subscribers.size).toBe(2)
    let pings = 0
    here.on("ping", () => {
      pings += 1
    })
    for (let beat = 0; beat < beats; beat += 1) {
      for (const subscriber of channel.subscribers) subscriber.beat(channel)
      // The one that lives has its say before the next.
      here.ping()
      await new Promise((resolve) => here.once("pong", resolve))
    }
    await closed
    await expect.poll(() => channel.subscribers.size).toBe(1)
    expect(pings).toBeLessThanOrEqual(Math.ceil(beats / 8))
    expect(here.readyState).toBe(WebSocket.OPEN)
  })
})
