import PusherClient from "pusher-js"
import WebSocket from "ws"
import { serviceOptions } from "@/lib/realtime/client/transports/pusher-loader"
import { readEvents } from "./read-events"
import type { Reader } from "./reader-client"
import { type ConformanceTarget, pause } from "./target"

/** Follows a blog in one way until the signal aborts, which cuts the connection without a word. */
export type Way = (reader: Reader, target: ConformanceTarget, signal: AbortSignal) => Promise<void>

const INTERVAL_MS = 150

export async function askChanges(
  reader: Reader,
  { url }: ConformanceTarget,
  signal: AbortSignal,
  wait = 0,
): Promise<unknown> {
  const response = await fetch(`${url}${address(reader, "changes")}${wait ? `&wait=${wait}` : ""}`, { signal })
  return response.json()
}

const intervalPolling: Way = async (reader, target, signal) => {
  while (!signal.aborted) {
    reader.take(await askChanges(reader, target, signal), { stream: true })
    if (isOver(reader)) return
    await pause(INTERVAL_MS)
  }
}

const longPolling: Way = async (reader, target, signal) => {
  while (!signal.aborted) {
    reader.take(await askChanges(reader, target, signal, 25), { stream: true })
    if (isOver(reader)) return
  }
}

const sse: Way = async (reader, { url }, signal) => {
  const response = await fetch(`${url}${address(reader, "stream")}`, { signal })
  if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`)
  for await (const { event, data, id } of readEvents(response.body)) {
    if (event !== "delta") continue
    reader.take(JSON.parse(data), { stream: true })
    if (isOver(reader)) return
    if (id !== `${reader.feed.epoch}:${reader.feed.version}`) reader.problems.push(`the event's id is ${id}`)
  }
}

const websocket: Way = (reader, { url }, signal) =>
  listenTo(
    new WebSocket(`${url.replace(/^http/, "ws")}${address(reader, "socket")}`, "running-story.v1"),
    signal,
    (text) => {
      const frame = JSON.parse(text)
      if ("posts" in frame) reader.take(frame, { stream: true })
      return isOver(reader)
    },
  )

const byPusher: Way = async (reader, target, signal) => {
  if (!target.pusher) return
  // One question at a time; one more for what was told meanwhile.
  let asking = Promise.resolve()
  const catchUp = () => {
    asking = asking.then(() => askAll(reader, target, signal)).catch(() => {})
  }
  const client = new PusherClient(target.pusher.key, serviceOptions(target.pusher))
  const channel = client.subscribe(`live-${reader.blog.slug}`)
  channel.bind("pusher:subscription_succeeded", catchUp)
  channel.bind("delta", (data: { posts?: unknown }) => {
    if (!data.posts || reader.take(data, { stream: false }) === "gap") catchUp()
  })
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }))
  client.disconnect()
}

export function waysOf({ sockets, pusher: service }: ConformanceTarget): Record<string, Way> {
  return {
    "interval polling": intervalPolling,
    "long polling": longPolling,
    "server-sent events": sse,
    ...(sockets ? { WebSocket: websocket } : {}),
    ...(service ? { Pusher: byPusher } : {}),
  }
}

/** Runs a socket until it closes, the signal cuts it, or a message was the last one. */
export function listenTo(socket: WebSocket, signal: AbortSignal, hear: (text: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => socket.terminate(), { once: true })
    socket.on("message", (data) => {
      if (hear(String(data))) socket.close()
    })
    socket.on("error", reject)
    socket.on("close", () => resolve())
  })
}

async function askAll(reader: Reader, target: ConformanceTarget, signal: AbortSignal): Promise<void> {
  for (let more = true; more; ) {
    const delta = (await askChanges(reader, target, signal)) as { more?: true }
    more = reader.take(delta, { stream: false }) === "applied" && delta.more === true
  }
}

function isOver({ feed }: Reader): boolean {
  return feed.blog.status === "ended"
}

function address({ blog, feed }: Reader, end: "changes" | "stream" | "socket"): string {
  const path = end === "socket" ? `/ws/channel/${blog.slug}/` : `/api/blogs/${blog.slug}/${end}`
  return `${path}?epoch=${feed.epoch}&after=${feed.version}`
}
