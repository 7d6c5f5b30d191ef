import WebSocket from "ws"
import type { ConformanceCheck } from "./conformance-checks"
import type { Blog } from "./desk-client"
import { type ConformanceTarget, pause } from "./target"

/** No host of ours holds an answer longer, whatever was asked for. */
const MAX_HOLD_SECONDS = 310

type Try = (target: ConformanceTarget, blog: Blog) => Promise<string | null>

const get = (path: (blog: Blog) => string, status: number, init: RequestInit = {}): Try => {
  return async ({ url }, blog) => {
    const response = await fetch(`${url}${path(blog)}`, init)
    await response.body?.cancel()
    return response.status === status ? null : `answered ${response.status} instead of ${status}`
  }
}

function forged(body: object): RequestInit {
  return {
    method: "POST",
    headers: { "x-pusher-key": "forged", "x-pusher-signature": "0".repeat(64) },
    body: JSON.stringify(body),
  }
}

const HTTP: Record<string, Try> = {
  "changes of an unknown blog": get(() => "/api/blogs/no-such-blog/changes?epoch=e&after=0", 404),
  "stream of an unknown blog": get(() => "/api/blogs/no-such-blog/stream?epoch=e&after=0", 404),
  "Wagtail Live's contract for an unknown blog": get(() => "/api/get-updates/no-such-blog/", 404, { method: "POST" }),
  "changes after no number": get(({ slug, epoch }) => `/api/blogs/${slug}/changes?epoch=${epoch}&after=x`, 400),
  "changes of a line without a version": get(({ slug, epoch }) => `/api/blogs/${slug}/changes?epoch=${epoch}`, 400),
  "stream of a line without a version": get(({ slug, epoch }) => `/api/blogs/${slug}/stream?epoch=${epoch}`, 400),
  "stream after no number": get(({ slug, epoch }) => `/api/blogs/${slug}/stream?epoch=${epoch}&after=-1`, 400),
  "a wait that is no number": get(({ slug, epoch }) => `/api/blogs/${slug}/changes?epoch=${epoch}&after=0&wait=x`, 400),
  "updates after no time": get(({ slug }) => `/api/get-updates/${slug}/?last_update_ts=soon`, 400),
  "a wait of an hour": waitAnHour,
  // Readers' channels are public and nothing is taken from the service: there is nothing to authorise or to forge.
  "a forged webhook of Pusher": get(() => "/api/pusher/webhook", 404, forged({ time_ms: 1, events: [] })),
  "a forged authorisation for Pusher": get(() => "/api/pusher/auth", 404, forged({ socket_id: "1.1" })),
}

const SOCKETS: Record<string, Try> = {
  "a socket of an unknown blog": (target) =>
    expectRefusal(target, "/ws/channel/no-such-blog/?epoch=e&after=0", {}, "404"),
  "a socket after no number": (target, { slug, epoch }) =>
    expectRefusal(target, `/ws/channel/${slug}/?epoch=${epoch}&after=x`, {}, "400"),
  "a socket for a page of another site": (target, { slug, epoch }) =>
    expectRefusal(target, `/ws/channel/${slug}/?epoch=${epoch}&after=0`, { origin: "https://evil.example" }, "403"),
  "a socket at another path": (target) => expectRefusal(target, "/ws/other/", {}, "hang up|closed|404|426"),
  "64 KB from a reader": sendTooMuch,
}

export const badInputChecks: ConformanceCheck[] = [
  {
    name: "bad input gets a clear refusal or a bounded answer",
    run: async (target) => {
      const blog = await target.desk.createBlog({ publisher: "sse" })
      const tries = Object.entries({ ...HTTP, ...(target.sockets ? SOCKETS : {}) })
      const verdicts = tries.map(async ([name, attempt]) => [name, await attempt(target, blog).catch(String)])
      return Object.fromEntries(await Promise.all(verdicts))
    },
  },
]

async function waitAnHour({ url }: ConformanceTarget, { slug, epoch }: Blog): Promise<string | null> {
  const asked = fetch(`${url}/api/blogs/${slug}/changes?epoch=${epoch}&after=0&wait=3600`).then(({ status }) => status)
  const status = await Promise.race([asked, pause(MAX_HOLD_SECONDS * 1_000).then(() => 0)])
  return status === 200 ? null : status ? `answered ${status}` : `was not answered in ${MAX_HOLD_SECONDS} s`
}

function expectRefusal(
  { url }: ConformanceTarget,
  path: string,
  options: WebSocket.ClientOptions,
  words: string,
): Promise<string | null> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}${path}`, "running-story.v1", options)
  return new Promise((resolve) => {
    socket.on("open", () => {
      socket.terminate()
      resolve("was let in")
    })
    socket.on("error", ({ message }) => resolve(new RegExp(words).test(message) ? null : message))
  })
}

function sendTooMuch({ url }: ConformanceTarget, { slug, epoch }: Blog): Promise<string | null> {
  const address = `${url.replace(/^http/, "ws")}/ws/channel/${slug}/?epoch=${epoch}&after=0`
  const socket = new WebSocket(address, "running-story.v1")
  return new Promise((resolve) => {
    socket.on("open", () => socket.send(Buffer.alloc(64 * 1024)))
    socket.on("error", ({ message }) => resolve(message))
    socket.on("close", (code) => resolve(code === 1009 ? null : `was closed with ${code}`))
  })
}
