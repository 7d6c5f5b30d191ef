import WebSocket from "ws"
import type { Check } from "./checks"
import type { Blog, Desk, Post } from "./desk"
import { pause, type Target, waitFor } from "./target"
import { listenTo } from "./transports"

type Updates = Record<string, { show: boolean; content: string }>
type Answer = { updates?: Updates; currentPosts?: string[]; lastUpdateTimestamp?: number; timeOutReached?: string }

/** A front end of Wagtail Live: what it shows is HTML by post id. */
class Page {
  readonly shown = new Map<string, string>()

  put(updates: Updates): void {
    for (const [id, { show, content }] of Object.entries(updates)) {
      if (show) this.shown.set(id, content)
      else this.shown.delete(id)
    }
  }

  keepOnly(ids: string[]): void {
    for (const id of this.shown.keys()) if (!ids.includes(id)) this.shown.delete(id)
  }

  compare(published: Post[]): string | null {
    if (this.shown.size !== published.length) return `${this.shown.size} posts instead of ${published.length}`
    const wrong = published.find(({ id, title }) => {
      const html = this.shown.get(id)
      return !html?.includes(`data-post-id="${id}"`) || !html.includes(title)
    })
    return wrong ? `the post ${wrong.id} is not as published` : null
  }
}

/** The contract of the seeds: shake hands, then ask with the time of the newest change known. */
async function followByHttp(page: Page, blog: Blog, { url }: Target, signal: AbortSignal): Promise<void> {
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

function followBySocket(page: Page, blog: Blog, { url }: Target, signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws/channel/${blog.slug}/`)
  return listenTo(socket, signal, (text) => {
    const { renders, removals } = JSON.parse(text) as { renders: Updates; removals: string[] }
    page.put(renders)
    for (const id of removals) page.shown.delete(id)
    return false
  })
}

const KINDS = [
  { name: "Wagtail Live, interval polling", publisher: "interval-polling", follow: followByHttp, socket: false },
  { name: "Wagtail Live, long polling", publisher: "long-polling", follow: followByHttp, socket: false },
  { name: "Wagtail Live, WebSocket", publisher: "websocket", follow: followBySocket, socket: true },
]

export const seedsChecks: Check[] = [
  {
    name: "front ends of Wagtail Live: new, edited, hidden, shown, deleted",
    run: async (target) => {
      const kinds = KINDS.filter(({ socket }) => target.sockets || !socket)
      const verdicts = kinds.map(async (kind) => [kind.name, await checkKind(target, kind)])
      return Object.fromEntries(await Promise.all(verdicts))
    },
  },
]

async function checkKind(target: Target, { publisher, follow }: (typeof KINDS)[number]): Promise<string | null> {
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
