import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { connectDesk, type DeskClient } from "@/components/desk/collaboration/desk-connection"

/** The streams of a desk that a test lets in and cuts. */
class Stream extends EventTarget {
  static readonly all: Stream[] = []
  static standing = 0
  private isOpen = true

  constructor() {
    super()
    Stream.all.push(this)
    Stream.standing += 1
  }

  say(name: string): void {
    this.dispatchEvent(new MessageEvent(name, { data: "{}" }))
  }

  close(): void {
    if (this.isOpen) Stream.standing -= 1
    this.isOpen = false
  }
}

let desk: DeskClient | undefined
beforeEach(() => {
  vi.useFakeTimers()
  Stream.all.length = 0
  vi.stubGlobal("EventSource", Stream)
  vi.stubGlobal("window", new EventTarget())
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }))
  vi.stubGlobal("fetch", async () => Response.json({ people: [], vitals: null }))
})
afterEach(() => {
  desk?.stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** How often it opens a stream, and reads everything anew, in two minutes in which each is let in and ended in this way. */
async function countIn2Minutes(end: "error" | "restart", chance: number) {
  vi.spyOn(Math, "random").mockReturnValue(chance)
  const onSaved = vi.fn()
  desk = connectDesk({ blogId: "blog-1", onSaved, onPeople: () => {}, onVitals: () => {}, onState: () => {} })
  for (let second = 0, seen = 0; second < 120; second += 0.5) {
    await vi.advanceTimersByTimeAsync(500)
    expect(Stream.standing).toBeLessThanOrEqual(1)
    if (Stream.all.length === seen) continue
    seen = Stream.all.length
    Stream.all.at(-1)?.say("welcome")
    Stream.all.at(-1)?.say(end)
  }
  return { streams: Stream.all.length, reads: onSaved.mock.calls.length }
}

it("a desk whose stream is let in and cut at once waits longer after each, as if it had never been let in", async () => {
  const { streams, reads } = await countIn2Minutes("error", 0.9)
  expect(streams).toBeLessThan(10)
  expect(reads).toBeLessThan(10)
  desk?.stop()
  expect(Stream.standing).toBe(0)
})

it("a desk whose server says again and again that it is back in a moment takes its time", async () => {
  const { streams } = await countIn2Minutes("restart", 0.05)
  expect(streams).toBeLessThan(80)
})
