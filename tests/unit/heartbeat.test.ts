import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { Channel } from "@/lib/realtime/channel"
import { SseSubscriber, sseFormat } from "@/lib/realtime/encoders/sse-encoder"
import { startHeartbeat } from "@/lib/realtime/heartbeat"
import { Hub } from "@/lib/realtime/hub"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A held event stream, and what it was sent. */
function holdStream(isListening: () => boolean) {
  const events: string[] = []
  const hub = new Hub(isListening)
  const snapshot = { id: "blog", epoch: "e", version: 3, blogVersion: 0, at: new Date(), blog: null, pushFails: false }
  const channel = new Channel(snapshot, hub)
  const pipe = { write: (event: Buffer) => events.push(event.toString()) > 0, end: () => {} }
  channel.subscribers.add(
    new SseSubscriber(
      { epoch: "e", version: 3 },
      pipe,
      sseFormat("plain", (event) => event),
    ),
  )
  hub.channels.set("blog", channel)
  return { events, stop: startHeartbeat(hub) }
}

it("held readers get a heartbeat with the position every 25 s, whatever is done to the clock on the wall", () => {
  const { events, stop } = holdStream(() => true)
  vi.advanceTimersByTime(27_000)
  expect(events.length).toBeGreaterThan(0)
  for (const step of [-3_600_000, 3_600_000, -86_400_000]) {
    vi.setSystemTime(Date.now() + step)
    const before = events.length
    vi.advanceTimersByTime(75_000)
    expect(events.length - before).toBe(3)
  }
  expect(new Set(events)).toEqual(new Set([': still here\nevent: position\ndata: {"epoch":"e","version":3}\n\n']))
  stop()
})

it("no heartbeat goes out without notifications of changes, so that no page calls itself live for longer than a minute", () => {
  let isListening = true
  const { events, stop } = holdStream(() => isListening)
  vi.advanceTimersByTime(60_000)
  isListening = false
  const before = events.length
  vi.advanceTimersByTime(120_000)
  expect(events.length).toBe(before)
  isListening = true
  vi.advanceTimersByTime(25_000)
  expect(events.length).toBe(before + 1)
  stop()
})
