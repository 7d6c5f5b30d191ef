import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { pusher } from "@/lib/realtime/client/transports/pusher"
import type { PusherFrames } from "@/lib/realtime/client/transports/pusher-loader"
import { fakeSignals } from "./live-harness"
import { sampleDelta } from "./samples"

/** The sockets that were opened, newest last; their frames are a test's to send. */
const sockets: PusherFrames[] = []
const left = vi.fn()
vi.mock("@/lib/realtime/client/transports/pusher-loader", () => ({
  listenToPusher: (_service: unknown, _channel: string, frames: PusherFrames) => {
    sockets.push(frames)
    return left
  },
}))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  sockets.length = 0
  left.mockClear()
})

const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

/** A page that the service has let in, at version 10, with nothing missing. */
async function open({ pushFails = false } = {}) {
  const { signals, hide, show, wake } = fakeSignals()
  const server = { version: 10, pushFails }
  let version = 10
  const states: string[] = []
  const questions: number[] = []
  const ahead = vi.fn()
  const begun = Date.now()
  const stop = pusher.start({
    slug: () => "storm",
    cursor: () => ({ epoch: "e1", version }),
    onDelta: (delta) => {
      version = Math.max(version, delta.version)
      return "applied"
    },
    catchUp: async () => {
      questions.push(Date.now() - begun)
      version = Math.max(version, server.version)
    },
    onAhead: ahead,
    pushFails: () => server.pushFails,
    onState: (state) => states.push(state),
    settings: {
      interval: 3_000,
      liveUrl: null,
      pusher: { key: "a-key", cluster: "", host: "127.0.0.1", port: 1, tls: false },
    },
    signals,
  })
  await vi.waitFor(() => expect(sockets).toHaveLength(1))
  const [frames] = sockets
  if (!frames) throw new Error("There is a socket.")
  frames.joined()
  await later(0)
  const tell = (to: number) => frames.delta(sampleDelta(to - 1, to))
  return { frames, server, states, questions, ahead, stop, hide, show, wake, tell }
}

describe("a page on Pusher that hears nothing", () => {
  it("asks within eight seconds, and about as often as that; not while nobody sees it", async () => {
    const { questions, hide, show, frames } = await open()
    // When it joined, and soon after.
    await later(5_000)
    expect(questions).toHaveLength(2)
    for (let second = 0; second < 60; second += 1) {
      await later(1_000)
      frames.heard()
    }
    const gaps = questions.slice(3).map((at, index) => at - (questions[index + 2] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(8_000)
    expect(Math.min(...gaps)).toBeGreaterThan(6_500)

    hide()
    const before = questions.length
    await later(30_000)
    expect(questions).toHaveLength(before)
    show()
    expect(questions).toHaveLength(before + 1)
  })

  it("asks less while the service tells of changes", async () => {
    const { questions, tell } = await open()
    await later(5_000)
    for (let change = 11; change < 31; change += 1) {
      await later(2_000)
      tell(change)
    }
    expect(questions).toHaveLength(2)
  })

  it("leaves the service when it did not tell of a change that the page found", async () => {
    const { server, states } = await open()
    await later(5_000)
    server.version = 11
    await later(10_500)
    expect(states).toEqual(["live", "failed"])
    expect(left).toHaveBeenCalledTimes(1)
  })

  it("stays when it tells of that change a moment later", async () => {
    const { server, states, questions, tell } = await open()
    await later(5_000)
    server.version = 11
    while (questions.length === 2) await later(100)
    await later(1_500)
    tell(11)
    await later(4_000)
    expect(states).toEqual(["live"])
  })

  it("leaves a service of which the server says that it fails: with its next question, or before it is live there", async () => {
    const { server, states } = await open()
    server.pushFails = true
    await later(8_000)
    expect(states).toEqual(["live", "failed"])
    sockets.length = 0
    expect((await open({ pushFails: true })).states).toEqual(["failed"])
  })

  it("leaves a socket that shows no sign of life", async () => {
    const { states } = await open()
    await later(60_000)
    expect(states).toEqual(["live", "failed"])
  })
})

describe("what everybody does in one moment", () => {
  it("is spread over 300 ms: to fetch what was too large to be told, and to leave a socket that was cut", async () => {
    const { frames, ahead, states } = await open()
    await later(4_000)
    frames.delta({ epoch: "e1", from: 10, version: 11, at: "2026-01-01T12:00:00.000Z" })
    await later(300)
    expect(ahead.mock.calls).toEqual([[11]])
    frames.ended()
    await later(300)
    expect(states).toEqual(["live", "failed"])
  })
})

it("leaves nothing running when it is stopped", async () => {
  const { stop, frames, states } = await open()
  stop()
  frames.ended()
  await later(60_000)
  expect([states, left.mock.calls.length, vi.getTimerCount()]).toEqual([["live"], 1, 0])
})
