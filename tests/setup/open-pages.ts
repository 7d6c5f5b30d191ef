import { vi } from "vitest"
import { WebSocket } from "ws"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import type { Feed } from "@/lib/protocol/apply-delta"
import type { LiveConfig } from "@/lib/protocol/live-config"
import { connect } from "@/lib/realtime/client/connect"
import { LiveStore } from "@/lib/realtime/client/store"
import { emptyFeed } from "../../scripts/chaos/chaos-reader"
import { readEvents } from "../../scripts/conformance/read-events"
import { fakeSignals } from "../unit/live-harness"

export type OpenPages = { feeds: () => Feed[]; resets: () => number; close: () => void }

/** The live half of so many open pages of a blog, as browsers run it, each on its own. */
export async function openPages(
  count: number,
  { id }: DeskBlog,
  url: string,
  settings: Partial<LiveConfig>,
): Promise<OpenPages> {
  const network = globalThis.fetch
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => network(path.startsWith("/") ? url + path : path, init))
  vi.stubGlobal("EventSource", NodeEventSource)
  vi.stubGlobal("WebSocket", NodeWebSocket)
  vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => setTimeout(() => draw(performance.now())))
  const changes = await readChangesAfterVersion(id, 0)
  if (!changes?.snapshot.blog) throw new Error("There is no such public blog.")
  const feed = emptyFeed(changes.snapshot.epoch, changes.snapshot.blog)
  let resets = 0
  const pages = Array.from({ length: count }, () => {
    const store = new LiveStore({ feed, keyEvents: [], stale: false })
    const stop = connect({
      store,
      settings: { interval: 1_000, liveUrl: null, pusher: null, ...settings },
      onReset: () => {
        resets += 1
      },
      signals: fakeSignals().signals,
    })
    return { store, stop }
  })
  const close = () => {
    for (const { stop } of pages) stop()
    vi.unstubAllGlobals()
  }
  return { feeds: () => pages.map(({ store }) => store.getSnapshot().feed), resets: () => resets, close }
}

/** Browsers say nothing when a socket is closed before it was open. */
class NodeWebSocket extends WebSocket {
  constructor(...all: ConstructorParameters<typeof WebSocket>) {
    super(...all)
    this.on("error", () => {})
  }
}

/** As much of a browser's EventSource as our pages use; Node has none. */
class NodeEventSource extends EventTarget {
  private readonly abort = new AbortController()

  constructor(path: string) {
    super()
    void this.read(path).catch(() => {})
  }

  close(): void {
    this.abort.abort()
  }

  private async read(path: string): Promise<void> {
    try {
      const response = await fetch(path, { signal: this.abort.signal })
      if (response.ok && response.body)
        for await (const { event, data } of readEvents(response.body))
          this.dispatchEvent(new MessageEvent(event, { data }))
    } finally {
      if (!this.abort.signal.aborted) this.dispatchEvent(new Event("error"))
    }
  }
}
