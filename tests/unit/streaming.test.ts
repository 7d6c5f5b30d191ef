import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { type StreamFrames, streamTransport } from "@/lib/realtime/client/transports/streaming"
import { fakeSignals } from "./live-harness"
import { sampleDelta } from "./samples"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page on a stream whose frames a test sends. */
function open() {
  const page = fakeSignals()
  const opened: StreamFrames[] = []
  let standing = 0
  const asked = vi.fn(async () => {})
  const transport = streamTransport(
    (_, frames) => {
      opened.push(frames)
      standing += 1
      return () => {
        standing -= 1
      }
    },
    { maxSilenceMs: 50_000 },
  )
  const stop = transport.start({
    slug: () => "storm",
    cursor: () => ({ epoch: "e1", version: 10 }),
    onDelta: () => "ignored",
    catchUp: asked,
    onAhead: () => {},
    pushFails: () => false,
    onState: () => {},
    settings: { interval: 3_000, liveUrl: null, pusher: null },
    signals: page.signals,
  })
  const hear = () => opened.at(-1)?.delta(sampleDelta(10, 10))
  return { ...page, opened, asked, hear, stop, standing: () => standing }
}

const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000)

describe("a page on a stream that comes back", () => {
  it("asks for what it may have missed while its connection stood", () => {
    const { asked, hear, opened, wake } = open()
    hear()
    later(10)
    wake()
    expect([opened.length, asked.mock.calls.length]).toEqual([1, 1])
  })

  it("lets a new connection bring it, and asks nothing beside", () => {
    const { asked, hear, lose, opened, wake } = open()
    hear()
    later(10)
    lose()
    wake()
    wake()
    later(0.1)
    hear()
    wake()
    later(5)
    expect([opened.length, asked.mock.calls.length]).toEqual([2, 0])
  })

  it("asks all the same when that connection brings nothing", () => {
    const { asked, hear, lose, wake } = open()
    hear()
    later(10)
    lose()
    wake()
    wake()
    later(2)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it("takes silence for a loss, and opens the connection again", () => {
    const { hear, opened, standing } = open()
    hear()
    later(45)
    expect(opened).toHaveLength(1)
    later(20)
    expect([opened.length, standing()]).toEqual([2, 1])
  })

  it("asks when its clock was put back since the connection was made", () => {
    const { asked, hear, wake } = open()
    hear()
    vi.setSystemTime(Date.now() - 3_600_000)
    wake()
    expect(asked).toHaveBeenCalledTimes(1)
  })
})

describe("a page on a stream that is let in and cut at once, again and again", () => {
  /** The page's attempts in two minutes, each ended in this way a moment after it was live. */
  function attemptsIn2Minutes(end: "lost" | "restarted", chance: number) {
    vi.spyOn(Math, "random").mockReturnValue(chance)
    const { hear, opened, standing, stop } = open()
    for (let second = 0, seen = 0; second < 120; second += 0.5) {
      later(0.5)
      expect(standing()).toBeLessThanOrEqual(1)
      if (opened.length === seen) continue
      seen = opened.length
      hear()
      opened.at(-1)?.[end]()
    }
    stop()
    vi.restoreAllMocks()
    expect(standing()).toBe(0)
    return opened.length
  }

  it("waits longer after each, as if it had never been let in", () => {
    expect(attemptsIn2Minutes("lost", 0.9)).toBeLessThan(10)
  })

  it("takes the word of a server that is back in a moment, but not as quickly as that", () => {
    expect(attemptsIn2Minutes("restarted", 0.05)).toBeLessThan(60)
  })

  it("comes back soon when its connection had stood for a while", () => {
    vi.spyOn(Math, "random").mockReturnValue(0.9)
    const { hear, opened } = open()
    for (let cut = 0; cut < 5; cut += 1) {
      hear()
      later(15)
      opened.at(-1)?.lost()
      later(1)
    }
    vi.restoreAllMocks()
    expect(opened).toHaveLength(6)
  })
})
