import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { startFallback } from "@/lib/realtime/client/fallback"
import type { Transport, TransportState } from "@/lib/realtime/client/transports/transport"
import { fakeSignals } from "./live-harness"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A way whose connection a test makes and breaks. */
function fakeWay(): Transport & { say: (state: TransportState) => void; running: number; starts: number } {
  const way = {
    running: 0,
    starts: 0,
    say: (_: TransportState) => {},
    start: ({ onState }: Parameters<Transport["start"]>[0]) => {
      way.running += 1
      way.starts += 1
      way.say = onState
      let stopped = false
      return () => {
        if (!stopped) way.running -= 1
        stopped = true
      }
    },
  }
  return way
}

function open() {
  const [best, middle, last] = [fakeWay(), fakeWay(), fakeWay()]
  const states: string[] = []
  const page = fakeSignals()
  const stop = startFallback([best, middle, last], {
    slug: () => "storm",
    cursor: () => ({ epoch: "e1", version: 1 }),
    onDelta: () => "ignored",
    catchUp: async () => {},
    onAhead: () => {},
    pushFails: () => false,
    onState: (state) => states.push(state),
    settings: { interval: 3_000, liveUrl: null, pusher: null },
    signals: page.signals,
  })
  const running = () => [best.running, middle.running, last.running].join("")
  return { best, middle, last, states, running, stop, ...page }
}

const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000)

describe("stepping down", () => {
  it("happens when a way is not live within seconds, without a word to the reader when the next one is", () => {
    const { middle, running, states } = open()
    later(5)
    expect(running()).toBe("100")
    later(2)
    expect(running()).toBe("010")
    middle.say("live")
    later(10)
    expect(states).toEqual(["live"])
  })

  it("happens after three failures in a row, at once when a way says that it is no use, and ends at the last way", () => {
    const { best, middle, last, running, states } = open()
    best.say("reconnecting")
    best.say("reconnecting")
    expect(running()).toBe("100")
    best.say("reconnecting")
    expect(running()).toBe("010")
    middle.say("failed")
    expect(running()).toBe("001")
    for (let failure = 0; failure < 10; failure += 1) last.say("reconnecting")
    later(60)
    expect(last.running).toBe(1)
    expect(states.at(-1)).toBe("reconnecting")
  })

  it("begins again with the best way when the last one gives up too", () => {
    const { best, middle, last, running } = open()
    best.say("failed")
    middle.say("failed")
    last.say("failed")
    expect(running()).toBe("000")
    later(1)
    expect(running()).toBe("100")
  })

  it("does not happen for failures far apart", () => {
    const { best, running } = open()
    for (let loss = 0; loss < 10; loss += 1) {
      best.say("live")
      later(40)
      best.say("reconnecting")
      later(1)
    }
    expect(running()).toBe("100")
  })

  it("happens for a way that is cut again and again although it connects each time", () => {
    const { best, running } = open()
    for (let loss = 0; loss < 3; loss += 1) {
      best.say("live")
      later(5)
      best.say("reconnecting")
      later(1)
    }
    expect(running()).toBe("010")
  })

  it("is told to the reader only when it takes its time", () => {
    const { best, middle, states } = open()
    best.say("live")
    best.say("reconnecting")
    later(1)
    best.say("live")
    later(5)
    expect(states).toEqual(["live", "live"])
    best.say("failed")
    later(2)
    expect(states.at(-1)).toBe("reconnecting")
    middle.say("live")
    expect(states.at(-1)).toBe("live")
  })
})

describe("climbing again", () => {
  it("is tried beside the way that works, less and less often, and the reader never waits for it", () => {
    const { best, middle, last, running, states } = open()
    best.say("failed")
    middle.say("failed")
    last.say("live")
    const probes: number[] = []
    for (let second = 0; second < 1_200; second += 1) {
      later(1)
      if (best.running === 0) continue
      probes.push(second)
      expect(last.running).toBe(1)
      best.say("failed")
      middle.say("failed")
    }
    expect(probes[0]).toBeGreaterThan(20)
    expect(probes[0]).toBeLessThan(40)
    expect(probes.length).toBeGreaterThan(4)
    expect(probes.length).toBeLessThan(9)
    expect(new Set(states)).toEqual(new Set(["live"]))

    while (best.running === 0) later(1)
    best.say("live")
    expect(running()).toBe("100")
  })

  it("ends at the best way that works", () => {
    const { best, middle, last, running } = open()
    best.say("failed")
    middle.say("failed")
    last.say("live")
    while (best.running === 0) later(1)
    best.say("failed")
    middle.say("live")
    expect(running()).toBe("010")
  })

  it("is tried when the network is back, as soon as what was missed is there", () => {
    const { best, middle, running, wake } = open()
    best.say("failed")
    middle.say("live")
    later(1)
    wake()
    expect(running()).toBe("010")
    middle.say("live")
    expect(running()).toBe("110")
    best.say("live")
    expect(running()).toBe("100")
  })

  it("does not wait long for an answer that does not come", () => {
    const { best, middle, running, wake } = open()
    best.say("failed")
    middle.say("live")
    later(1)
    wake()
    later(2)
    expect(running()).toBe("110")
  })

  it("begins anew, after the answer, when the page wakes up in the middle of it", () => {
    const { best, middle, last, running, wake } = open()
    best.say("failed")
    middle.say("failed")
    last.say("live")
    while (best.running === 0) later(1)
    expect(running()).toBe("101")
    wake()
    expect(running()).toBe("001")
    last.say("live")
    expect(running()).toBe("101")
  })

  it("is tried soon when everything had failed and works again", () => {
    const { best, middle, last } = open()
    best.say("failed")
    middle.say("failed")
    last.say("reconnecting")
    last.say("live")
    later(5)
    expect(best.running).toBe(1)
  })
})

describe("a tab that nobody sees", () => {
  it("keeps its connection for a minute, then asks now and then, and is back when it is seen", () => {
    const { best, last, running, hide, show } = open()
    best.say("live")
    hide()
    later(50)
    expect(running()).toBe("100")
    later(15)
    last.say("live")
    expect(running()).toBe("001")
    later(3_600)
    expect(best.starts).toBe(1)
    show()
    last.say("live")
    expect(running()).toBe("101")
    best.say("live")
    expect(running()).toBe("100")
  })

  it("keeps its connection when it is seen again soon", () => {
    const { best, running, hide, show } = open()
    best.say("live")
    hide()
    later(50)
    show()
    later(120)
    expect(running()).toBe("100")
    expect(best.starts).toBe(1)
  })
})

it("stops for good when the blog is not public any more, and leaves nothing running when it is stopped", () => {
  const gone = open()
  gone.best.say("not-found")
  later(600)
  expect(gone.running()).toBe("000")
  expect(gone.states).toEqual(["not-found"])

  const stopped = open()
  stopped.best.say("failed")
  stopped.middle.say("live")
  stopped.wake()
  stopped.stop()
  later(600)
  expect(stopped.running()).toBe("000")
  expect(vi.getTimerCount()).toBe(0)
})
