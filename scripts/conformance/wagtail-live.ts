import WebSocket from "ws"
import type { ConformanceCheck } from "./conformance-checks"
import type { ApiPost, Blog, Desk } from "./desk-client"
import { type ConformanceTarget, pause, waitFor } from "./target"
import { listenTo } from "./transports"

type Updates = Record<string, { show: boolean; content: string }>
type Answer = { updates?: Updates; currentPosts?: string[]; lastUpdateTimestamp?: number; timeOutReached?: string }

type Place = { id: string; show: boolean; content: string }

/**
 * A front end of Wagtail Live, by the rules of its scripts: what is new goes on top, what is known is replaced where it is,
 * what is not to be shown keeps its place without being seen.
 */
class Page {
  private places: Place[] = []

  put(updates: Updates): void {
    for (const [id, update] of Object.entries(updates)) {
      const known = this.places.find((place) => place.id === id)
      if (known) Object.assign(known, update)
      else this.places.unshift({ id, ...update })
    }
  }

  remove(ids: string[]): void {
    this.places = this.places.filter(({ id }) => !ids.includes(id))
  }

  keepOnly(ids: string[]): void {
    this.places = this.places.filter(({ id }) => ids.includes(id))
  }

  /** `published`: newest first. */
  compare(published: ApiPost[]): string | null {
    const told = this.places.find(({ id, show, content }) => !show && content !== `<div data-post-id="${id}"></div>`)
    if (told) return `the hidden post ${told.id} is told: ${told.content}`
    const shown = this.places.filter(({ show }) => show)
    const ids = shown.map(({ id }) => id).join(", ")
    const wanted = published.map(({ id }) => id).join(", ")
    if (ids !== wanted) return `${ids || "nothing"} instead of ${wanted || "nothing"}`
    const wrong = published.find(({ id, title }, index) => {
      const html = shown[index]?.content
      return !html?.match(new RegExp(`^<\\w+ [^>]*data-post-id="${id}"`)) || !html.includes(title)
    })
    return wrong ? `the post ${wrong.id} is not as published` : null
  }
}

/** The contract of the seeds: shake hands, then ask with the time of the newest change known. */
async function followByHttp(page: Page, blog: Blog, { url }: ConformanceTarget, signal: AbortSignal): Promise<void> {
  const address = `${url}/api/get-updates/${blog.slug}/`
  const shake = await fetch(address, { method: "POST", signal })
  const { lastUpdateTimestamp, pollingInterval } = (await shake.json()) as {
    lastUpdateTimestamp: number
    pollingInterval?: number
  }
  let since = lastUpdateTimestamp
  while (!signal.aborted) {
    const answer = (await (await fetch(`${address}?last_update_ts=${since}`, { signal })).json()) as Answer
    page.put(answer.updates ?? {})
    if (answer.currentPosts) page.keepOnly(answer.currentPosts)
    since = answer.lastUpdateTimestamp ?? since
    if (pollingInterval) await pause(Math.min(pollingInterval, 200))
  }
}

function followBySocket(page: Page, blog: Blog, { url }: ConformanceTarget, signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws/channel/${blog.slug}/`)
  return listenTo(socket, signal, (text) => {
    const { renders, removals } = JSON.parse(text) as { renders: Updates; removals: string[] }
    page.put(renders)
    page.remove(removals)
    return false
  })
}

const KINDS = [
  { name: "Wagtail Live, interval polling", publisher: "interval-polling", follow: followByHttp, socket: false },
  { name: "Wagtail Live, long polling", publisher: "long-polling", follow: followByHttp, socket: false },
  { name: "Wagtail Live, WebSocket", publisher: "websocket", follow: followBySocket, socket: true },
]

export const seedsChecks: ConformanceCheck[] = [
  {
    name: "front ends of Wagtail Live: new, edited, hidden, shown, deleted",
    run: async (target) => {
      const kinds = KINDS.filter(({ socket }) => target.sockets || !socket)
      const verdicts = kinds.map(async (kind) => [kind.name, await checkKind(target, kind)])
      return Object.fromEntries(await Promise.all(verdicts))
    },
  },
  {
    name: "front ends on another origin may ask every live endpoint, with their headers",
    run: async ({ url, desk }) => {
      const { slug } = await desk.createBlog({ publisher: "interval-polling" })
      const paths = [
        [`/api/get-updates/${slug}/`, "POST"],
        [`/api/blogs/${slug}/changes`, "GET"],
        [`/api/blogs/${slug}/stream`, "GET"],
        [`/api/blogs/${slug}/seen`, "POST"],
      ] as const
      const verdicts = paths.map(async ([path, method]) => [path, await checkPreflight(`${url}${path}`, method)])
      return Object.fromEntries(await Promise.all(verdicts))
    },
  },
]

const HEADERS = ["X-CSRFToken", "Content-Type", "If-None-Match", "Last-Event-ID"]

/** What a browser asks before it lets a page of another origin ask, and what it then wants to hear. */
async function checkPreflight(url: string, method: string): Promise<string | null> {
  const asked = {
    Origin: "https://www.example.org",
    "Access-Control-Request-Method": method,
    "Access-Control-Request-Headers": HEADERS.join(", "),
  }
  const { ok, status, headers } = await fetch(url, { method: "OPTIONS", headers: asked })
  if (!ok) return `answered ${status}`
  const listOf = (name: string) => (headers.get(name) ?? "").toLowerCase().split(/,\s*/)
  const allowed = listOf("access-control-allow-headers")
  const missing = HEADERS.filter((name) => !allowed.includes(name.toLowerCase()))
  if (missing.length > 0) return `does not allow ${missing.join(", ")}`
  if (headers.get("access-control-allow-origin") !== "*") return "does not allow the origin"
  return listOf("access-control-allow-methods").includes(method.toLowerCase()) ? null : `does not allow ${method}`
}

async function checkKind(
  target: ConformanceTarget,
  { publisher, follow }: (typeof KINDS)[number],
): Promise<string | null> {
  const { desk } = target
  const blog = await desk.createBlog({ publisher })
  const page = new Page()
  const life = new AbortController()
  let problem: string | null = null as string | null
  const following = follow(page, blog, target, life.signal).catch((error: unknown) => {
    if (!life.signal.aborted) problem = String(error)
  })
  // Such a socket tells of what comes after it was opened: give it the time to open.
  await pause(500)
  for (const [step, act] of steps(desk, blog)) {
    await act()
    const published = await desk.listPublished(blog)
    const words: string | null = problem ?? (await waitFor(() => page.compare(published)))
    if (words) problem ??= `${step}: ${words}`
  }
  life.abort()
  await following
  return problem
}

function steps(desk: Desk, blog: Blog): [string, () => Promise<unknown>][] {
  let id = ""
  return [
    ["new", async () => ({ id } = await desk.createPost(blog, { text: "Three ships are missing.", title: "Ships" }))],
    ["another", () => desk.createPost(blog, { text: "The lighthouse is dark.", title: "Lighthouse" })],
    ["edited", () => desk.editPost(blog, id, { title: "Two ships" })],
    ["hidden", () => desk.editPost(blog, id, { state: "hidden" })],
    ["shown", () => desk.editPost(blog, id, { state: "published" })],
    ["deleted", () => desk.deletePost(blog, id)],
  ]
}
