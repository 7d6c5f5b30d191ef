import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { vi } from "vitest"
import type { Delta, PublicBlog } from "@/lib/protocol/delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { connect } from "@/lib/realtime/client/connect"
import type { PageLifecycle } from "@/lib/realtime/client/page-lifecycle"
import { LiveStore } from "@/lib/realtime/client/store"
import { sampleBlog, sampleFeed } from "./samples"

export type Question = { slug: string; epoch: string; after: number; wait: number; cursor: string | null; at: number }
export type Answer = Delta | number | Promise<Delta | number>

/** A real HTTP server that answers as a test says, and one open page that asks it. */
export async function openPage(
  answer: (question: Question) => Answer,
  blog: Partial<PublicBlog> = {},
  interval = 20,
  more: Partial<LiveConfig> = {},
) {
  const questions: Question[] = []
  const server = createServer((request, response) => void reply(request, response, questions, answer))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const network = globalThis.fetch
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => network(base + path, init))

  const page = fakeSignals()
  const onReset = vi.fn()
  const store = new LiveStore({ feed: sampleFeed({ blog: sampleBlog(blog) }), keyEvents: [], stale: false })
  const settings = { interval, liveUrl: null, pusher: null, ...more }
  const stop = connect({ store, settings, onReset, signals: page.signals })
  const close = async () => {
    stop()
    vi.unstubAllGlobals()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { store, questions, onReset, stop, close, ...page }
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  questions: Question[],
  answer: (question: Question) => Answer,
) {
  const url = new URL(request.url ?? "", "http://localhost")
  const question = {
    slug: url.pathname.split("/")[3] ?? "",
    epoch: url.searchParams.get("epoch") ?? "",
    after: Number(url.searchParams.get("after")),
    wait: Number(url.searchParams.get("wait")),
    cursor: url.searchParams.get("cursor"),
    at: Date.now(),
  }
  questions.push(question)
  const result = await answer(question)
  response.statusCode = typeof result === "number" ? result : 200
  response.end(JSON.stringify(typeof result === "number" ? {} : result))
}

/** A tab that a test hides, shows and wakes. */
export function fakeSignals() {
  let hidden = false
  const wakers = new Set<() => void>()
  const hiders = new Set<() => void>()
  const losers = new Set<() => void>()
  const focusers = new Set<() => void>()
  const register = (all: Set<() => void>) => (each: () => void) => {
    all.add(each)
    return () => all.delete(each)
  }
  const tell = (all: Set<() => void>) => {
    // As in browsers: who left while the others were told is not told.
    for (const each of [...all]) if (all.has(each)) each()
  }
  const signals: PageLifecycle = {
    isHidden: () => hidden,
    onResume: register(wakers),
    onHidden: register(hiders),
    onFocus: register(focusers),
    onOffline: register(losers),
  }
  const wake = () => tell(wakers)
  return {
    signals,
    wakers,
    wake,
    hide: () => {
      hidden = true
      tell(hiders)
    },
    lose: () => tell(losers),
    focus: () => tell(focusers),
    show: () => {
      hidden = false
      wake()
    },
  }
}
