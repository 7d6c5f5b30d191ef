import { afterEach, beforeEach, expect, it, vi } from "vitest"
import type { Channel, Subscriber } from "@/lib/realtime/channel"
import { startHeartbeat } from "@/lib/realtime/heartbeat"
import { Hub } from "@/lib/realtime/hub"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it("held readers get a sign of life every 25 s, whatever is done to the clock on the wall", () => {
  let beats = 0
  const reader = { beatAt: 0, beat: () => (beats += 1) } as unknown as Subscriber
  const hub = new Hub(() => true)
  hub.channels.set("blog", { subscribers: new Set([reader]) } as unknown as Channel)
  const stop = startHeartbeat(hub)
  vi.advanceTimersByTime(27_000)
  expect(beats).toBeGreaterThan(0)
  for (const step of [-3_600_000, 3_600_000, -86_400_000]) {
    vi.setSystemTime(Date.now() + step)
    const before = beats
    vi.advanceTimersByTime(75_000)
    expect(beats - before).toBe(3)
  }
  stop()
})

it("no sign of life goes out while nobody tells us of changes, so that no page calls itself live for longer than a minute", () => {
  let beats = 0
  let isListening = true
  const reader = { beatAt: 0, beat: () => (beats += 1) } as unknown as Subscriber
  const hub = new Hub(() => isListening)
  hub.channels.set("blog", { subscribers: new Set([reader]) } as unknown as Channel)
  const stop = startHeartbeat(hub)
  vi.advanceTimersByTime(60_000)
  isListening = false
  const before = beats
  vi.advanceTimersByTime(120_000)
  expect(beats).toBe(before)
  isListening = true
  vi.advanceTimersByTime(25_000)
  expect(beats).toBe(before + 1)
  stop()
})
