import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { Delta, PublicBlog } from "@/lib/protocol/delta"
import { PUBLISHERS, type PublisherName } from "@/lib/protocol/publishers"
import { connect } from "@/lib/realtime/client/connect"
import { LiveStore } from "@/lib/realtime/client/store"
import type { TransportOptions } from "@/lib/realtime/client/transports/transport"
import { fakeSignals } from "./live-harness"
import { sampleBlog, sampleDelta, sampleFeed, samplePost } from "./samples"

type Running = { name: PublisherName; options: TransportOptions }
const running = vi.hoisted(() => ({ transports: [] as Running[] }))

vi.mock("@/lib/realtime/client/transports/registry", async () => {
  const { PUBLISHERS: names } = await import("@/lib/protocol/publishers")
  const start = (name: PublisherName) => (options: TransportOptions) => {
    const mine = { name, options }
    running.transports.push(mine)
    return () => {
      running.transports = running.transports.filter((each) => each !== mine)
    }
  }
  return { TRANSPORTS: Object.fromEntries(names.map((name) => [name, { start: start(name) }])) }
})

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let stops: (() => void)[] = []

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const stop of stops) stop()
  stops = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** An open page, its transport in the hand of the test, and a server that answers the slow poll. */
function open(
  blog: Partial<PublicBlog> = {},
  { stale = false, rehearsal }: { stale?: boolean; rehearsal?: string } = {},
) {
  // The database of a page that is stale is still away.
  const answer = (after: number): Delta | number => (stale ? 503 : sampleDelta(after, after))
  const server = { answer, questions: [] as string[] }
  vi.stubGlobal("fetch", async (url: string) => {
    server.questions.push(url)
    const answer = server.answer(Number(new URL(url, "http://localhost").searchParams.get("after")))
    if (answer === 0) throw new TypeError("Failed to fetch")
    return new Response(JSON.stringify(answer), { status: typeof answer === "number" ? answer : 200 })
  })
  const tab = fakeSignals()
  const store = new LiveStore({ feed: sampleFeed({ blog: sampleBlog(blog) }), keyEvents: [], stale })
  const onReset = vi.fn()
  const settings = { interval: 3_000, liveUrl: null, pusher: null, ...(rehearsal ? { rehearsal } : {}) }
  const stop = connect({ store, settings, onReset, signals: tab.signals })
  stops.push(stop)
  return { server, tab, store, onReset, stop, state: () => store.getSnapshot().state }
}

const transport = () => {
  const [only, ...others] = running.transports
  if (!only || others.length > 0) throw new Error(`${running.transports.length} transports run.`)
  return only
}
const ended = (from: number) => sampleDelta(from, from + 1, { blog: sampleBlog({ status: "ended" }) })
/** Passes up to a minute: a transport that is not live soon is replaced by the next one. */
const untilFollowed = async () => {
  for (let second = 0; second < 60 && running.transports.length === 0; second += 1) await passMinutes(1 / 60)
}
const passMinutes = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE)

describe.each(PUBLISHERS)("by %s", (publisher) => {
  const reopened = (from: number) =>
    sampleDelta(from, 14, { blog: sampleBlog({ publisher }), posts: [samplePost("reopened", { version: 14 })] })

  it("a page that ended is live again within a minute of the reopening, with the new posts", async () => {
    const { server, store, state } = open({ publisher })
    transport().options.onState("live")
    transport().options.onDelta(ended(10))
    expect(state()).toBe("ended")
    expect(running.transports).toHaveLength(0)
    await passMinutes(20)
    expect(server.questions.length).toBeGreaterThanOrEqual(20)
    expect(server.questions.length).toBeLessThanOrEqual(27)

    server.answer = reopened
    await untilFollowed()
    expect(transport().name).toBe(publisher)
    transport().options.onState("live")
    expect(state()).toBe("live")
    expect(store.getSnapshot().feed).toMatchObject({
      version: 14,
      blog: { status: "live" },
      posts: [{ id: "reopened" }],
    })
    const asked = server.questions.length
    await passMinutes(5)
    expect(server.questions).toHaveLength(asked)
  })

  it("so is a page whose blog was made private, and public again", async () => {
    const { server, state } = open({ publisher })
    transport().options.onState("live")
    transport().options.onState("not-found")
    server.answer = () => 404
    await passMinutes(3)
    expect(state()).toBe("gone")
    expect(running.transports).toHaveLength(0)
    server.answer = reopened
    await untilFollowed()
    transport().options.onState("live")
    expect(state()).toBe("live")
  })
})

it("a page opened after the end asks too, for at least a day", async () => {
  const { server, state } = open({ status: "ended" })
  await vi.advanceTimersByTimeAsync(DAY)
  const asked = server.questions.length
  expect(asked).toBeGreaterThan(24 * 60 - 1)
  server.answer = (after) => sampleDelta(after, 12, { blog: sampleBlog() })
  await passMinutes(1)
  expect(transport().name).toBe("interval-polling")
  expect(state()).toBe("connecting")
})

it.each(["show", "wake", "focus"] as const)(
  "a hidden tab asks nothing; on %s it asks once, at once",
  async (signal) => {
    const { server, tab } = open({ status: "ended" })
    tab.hide()
    await passMinutes(60)
    expect(server.questions).toHaveLength(0)
    tab.show()
    await passMinutes(0.5)
    expect(server.questions).toHaveLength(1)
    tab[signal]()
    tab.wake()
    tab.focus()
    await vi.advanceTimersByTimeAsync(10)
    expect(server.questions).toHaveLength(2)
  },
)

it("a page that returns before its network does asks again in a moment", async () => {
  const { server, tab } = open({ status: "ended" })
  server.answer = () => 0
  tab.wake()
  tab.wake()
  server.answer = (after) => sampleDelta(after, 12, { blog: sampleBlog() })
  // The first question was on its way when the second signal came.
  await vi.advanceTimersByTimeAsync(1_500)
  expect(running.transports).toHaveLength(1)
})

it.each([0, 429, 500, 503])("a failure (%s) changes nothing and hastens nothing", async (status) => {
  const { server, state } = open({ status: "ended" })
  server.answer = () => status
  await passMinutes(10)
  expect(state()).toBe("ended")
  expect(server.questions.length).toBeLessThanOrEqual(14)
  server.answer = () => 404
  await passMinutes(1)
  expect(state()).toBe("gone")
  server.answer = ended
  await passMinutes(1)
  expect(state()).toBe("ended")
})

it("a blog that was public all the time, behind a proxy that said otherwise, is followed again", async () => {
  const { server, state } = open()
  transport().options.onState("not-found")
  await passMinutes(1)
  expect(server.questions).toHaveLength(1)
  expect(state()).toBe("connecting")
  expect(transport().name).toBe("interval-polling")
})

it("all that came while a page was ended is asked for before it follows again", async () => {
  const { server } = open({ status: "ended" })
  server.answer = (after) =>
    after < 13 ? sampleDelta(after, after + 1, { more: true, blog: sampleBlog() }) : sampleDelta(after, 14)
  await passMinutes(1)
  expect(server.questions.map((url) => new URL(url, "http://localhost").searchParams.get("after"))).toEqual([
    "10",
    "11",
    "12",
    "13",
  ])
  expect(running.transports).toHaveLength(1)
})

it("an ended page drawn while the database was away asks at once, and takes its notice back when it is answered", async () => {
  const { server, store } = open({ status: "ended" }, { stale: true })
  expect(store.getSnapshot().stale).toBe(true)
  await vi.advanceTimersByTimeAsync(10)
  expect(server.questions).toHaveLength(1)
  expect(store.getSnapshot().stale).toBe(true)
  server.answer = (after) => sampleDelta(after, after)
  await passMinutes(1)
  expect(store.getSnapshot().stale).toBe(false)
})

it("a blog that was restored meanwhile is loaded again", async () => {
  const { server, onReset } = open({ status: "ended" })
  server.answer = () => sampleDelta(3, 3, { epoch: "e2", reset: true })
  await passMinutes(1)
  expect(onReset).toHaveBeenCalledTimes(1)
})

it("a rehearsal asks by its own address; a page that is closed asks nothing", async () => {
  const { server, stop } = open({ status: "ended" }, { rehearsal: "/api/rehearsals/secret/changes" })
  await passMinutes(1)
  expect(server.questions[0]).toMatch(/^\/api\/rehearsals\/secret\/changes\?epoch=e1&after=10$/)
  stop()
  await passMinutes(10)
  expect(server.questions).toHaveLength(1)
})
