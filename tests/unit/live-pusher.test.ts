import { createServer } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { connect } from "@/lib/realtime/client/connect"
import { LiveStore } from "@/lib/realtime/client/store"
import { PusherServer, type SocketFault, type SubscribeFault } from "../../scripts/lib/fakes/pusher-server"
import { listenAsProxy, type RunningProxy } from "../../scripts/lib/fakes/running-proxy"
import { fakeSignals } from "./live-harness"
import { sampleBlog, sampleDelta, sampleFeed } from "./samples"

/** So long a page is watched. */
const WATCH_MS = 7_000
const MIN_MS_BETWEEN = 5_000

/** Our own stream, which works and tells at once that nothing is new. */
class WorkingStream extends EventTarget {
  constructor() {
    super()
    const data = JSON.stringify(sampleDelta(10, 10))
    setTimeout(() => this.dispatchEvent(new MessageEvent("delta", { data })))
  }
  close() {}
}

let changes: RunningProxy
beforeAll(async () => {
  const server = createServer((_, response) => response.end(JSON.stringify(sampleDelta(10, 10))))
  changes = await listenAsProxy(server, () => server.closeAllConnections())
  const network = globalThis.fetch
  vi.stubGlobal("EventSource", WorkingStream)
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => network(changes.url + path, init))
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await changes.stop()
})

/** A page that follows a blog by a service of its own. */
async function openPage(faults: { connect?: SocketFault; subscribe?: SubscribeFault } = {}) {
  const service = await new PusherServer().start()
  Object.assign(service.faults, faults)
  const { signals, wake } = fakeSignals()
  const feed = sampleFeed({ blog: sampleBlog({ publisher: "pusher" }) })
  const store = new LiveStore({ feed, keyEvents: [], stale: false })
  const settings = { interval: 1_000, liveUrl: null, pusher: service.clientSettings }
  const close = connect({ store, settings, onReset: () => {}, signals })
  const state = () => store.getSnapshot().state
  const subscribers = () => service.countSubscribers("live-storm")
  return { service, state, subscribers, wake, close }
}

type Page = Awaited<ReturnType<typeof openPage>>

async function openJoinedPage(): Promise<Page> {
  const page = await openPage()
  await vi.waitFor(() => expect(page.subscribers()).toBe(1), 10_000)
  await vi.waitFor(() => expect(page.state()).toBe("live"), 3_000)
  return page
}

/** Never two sockets of the page at one time, never two attempts within five seconds, live all the same, and gone when it is closed. */
async function expectCalm({ service, state, close }: Page): Promise<void> {
  try {
    await sleep(WATCH_MS)
    await vi.waitFor(() => expect(state()).toBe("live"), 3_000)
    const { attempts } = service
    const gaps = attempts.slice(1).map((at, index) => at - (attempts[index] ?? at))
    expect(Math.min(...gaps, Number.POSITIVE_INFINITY), `${attempts.length} attempts`).toBeGreaterThan(MIN_MS_BETWEEN)
    expect(service.mostSockets).toBe(1)
    close()
    await vi.waitFor(() => expect(service.openSockets).toBe(0), 3_000)
    await sleep(1_200)
    expect(service.attempts).toHaveLength(attempts.length)
  } finally {
    close()
    await service.stop().catch(() => {})
  }
}

/** All of them at the same time; what is wrong with each that is not calm. */
async function findProblems(pages: [string, Promise<Page>, ((page: Page) => void)?][]): Promise<string[]> {
  const results = await Promise.allSettled(
    pages.map(async ([name, opening, act]) => {
      const page = await opening
      act?.(page)
      await expectCalm(page).catch((error: Error) => Promise.reject(new Error(`${name}: ${error.message}`)))
    }),
  )
  return results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []))
}

const CODES = [1000, 1001, 1002, 1011, 4000, 4001, 4004, 4009, 4099, 4100, 4199, 4200, 4201, 4299, 4300, 4999]
const FAULTS: SocketFault[] = [
  ...CODES,
  { error: 4001, close: 4001 },
  { error: 4100, close: 4100 },
  { error: 4200, close: 4200 },
  { error: 4200 },
  { error: 4301 },
  "hang",
  "mute",
  "drop",
  "cut",
  "nonsense",
]
const nameOf = (fault: SocketFault | SubscribeFault) => JSON.stringify(fault)

describe.concurrent("a page with a Pusher service in trouble", () => {
  it("has one socket at most, does not storm and is live by another way, whatever becomes of new sockets and subscriptions", async () => {
    const subscribeFaults: SubscribeFault[] = [
      "hang",
      "refuse",
      { error: 4009 },
      { error: 4301 },
      1001,
      4001,
      4100,
      4200,
    ]
    const problems = await findProblems([
      ...FAULTS.map((fault) => [nameOf(fault), openPage({ connect: fault })] as [string, Promise<Page>]),
      ...subscribeFaults.map(
        (fault) => [`subscribe ${nameOf(fault)}`, openPage({ subscribe: fault })] as [string, Promise<Page>],
      ),
    ])
    expect(problems).toEqual([])
  })

  it("does so however the service closes the socket that it had, and whatever becomes of new ones", async () => {
    const problems = await findProblems([
      ...FAULTS.map(
        (fault) =>
          [
            `then ${nameOf(fault)}`,
            openJoinedPage(),
            ({ service }: Page) => {
              service.faults.connect = fault
              service.closeAll(typeof fault === "number" ? fault : undefined)
            },
          ] as [string, Promise<Page>, (page: Page) => void],
      ),
      ["then nobody there", openJoinedPage(), ({ service }: Page) => void service.stop()],
    ])
    expect(problems).toEqual([])
  })

  it("is back on the service soon after an outage, with one socket, and lets go of it when it is closed", async () => {
    await Promise.all([...CODES.filter((code) => code !== 4000), undefined].map(expectReturn))
  })
})

/** However the service ended its sockets: it then refuses new ones for a while, and is well again. */
async function expectReturn(code: number | undefined): Promise<void> {
  const page = await openJoinedPage()
  const { service, state, subscribers, close } = page
  service.faults.connect = code ?? "drop"
  service.closeAll(code)
  await sleep(4_000)
  expect(state()).toBe("live")
  service.faults.connect = null
  await vi.waitFor(() => expect(subscribers(), String(code)).toBe(1), 10_000)
  await sleep(1_500)
  expect([service.openSockets, service.mostSockets]).toEqual([1, 1])
  close()
  await vi.waitFor(() => expect(service.openSockets).toBe(0), 3_000)
  await service.stop()
}
