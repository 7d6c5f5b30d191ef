import { beforeEach, describe, expect, it, vi } from "vitest"
import { type AutosaveCall, type AutosaveState, ServerSync } from "@/components/desk/autosave/server-sync"
import type { Result } from "@/components/desk/forms/result"
import { sampleKeptText } from "./samples"

const text = (serial: number) => sampleKeptText({ title: `Text ${serial}`, serial })

/** A keeper and a server whose answers each test decides. */
function stage() {
  const calls: (AutosaveCall & { keepalive: boolean })[] = []
  const states: AutosaveState["kind"][] = []
  const server = {
    answer: async (): Promise<Result<{ savedAt: string }>> => ({ ok: true, data: { savedAt: "now" } }),
  }
  const keeper = new ServerSync((call, { keepalive }) => {
    calls.push({ ...call, keepalive })
    return server.answer()
  })
  keeper.onState = ({ kind }) => states.push(kind)
  return { keeper, calls, states, server, serials: () => calls.map(({ serial }) => serial) }
}

const lost = async () => ({ ok: false as const, error: { code: "network" as const, message: "" } })

describe("the keeper of a composer's words", () => {
  beforeEach(() => void vi.useFakeTimers())

  it("sends the newest alone, within half a second of the writer's pause", async () => {
    const { keeper, serials, states } = stage()
    keeper.offer(text(1))
    await vi.advanceTimersByTimeAsync(100)
    keeper.offer(text(2))
    await vi.advanceTimersByTimeAsync(500)
    expect(serials()).toEqual([2])
    expect(states).toEqual(["server"])
  })

  it("says that words are on this device only while the server has not got them, and tries until it has", async () => {
    const { keeper, server, states, serials } = stage()
    server.answer = lost
    keeper.offer(text(1))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(new Set(states)).toEqual(new Set(["device"]))
    expect(serials().length).toBeLessThan(8)
    server.answer = async () => ({ ok: true, data: { savedAt: "now" } })
    keeper.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(states.at(-1)).toBe("server")
  })

  it("is not asked by each key while the server fails", async () => {
    const { keeper, server, calls } = stage()
    server.answer = lost
    for (let serial = 1; serial <= 50; serial += 1) {
      keeper.offer(text(serial))
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(calls.length).toBeLessThan(10)
  })

  it("sends words that were written while others were on their way after those", async () => {
    const { keeper, server, serials } = stage()
    let answer = (_: Result<{ savedAt: string }>) => {}
    server.answer = () => new Promise((resolve) => (answer = resolve))
    keeper.offer(text(1))
    await vi.advanceTimersByTimeAsync(500)
    keeper.offer(text(2))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(serials()).toEqual([1])
    answer({ ok: true, data: { savedAt: "now" } })
    await vi.advanceTimersByTimeAsync(500)
    expect(serials()).toEqual([1, 2])
  })

  it("forgets until the server has forgotten, and asks nothing of a server that never had it", async () => {
    const { keeper, server, calls } = stage()
    keeper.offer(text(1))
    keeper.forget("tab", 2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toEqual([])
    keeper.offer(text(3))
    await vi.advanceTimersByTimeAsync(500)
    server.answer = lost
    keeper.forget("tab", 4)
    await vi.advanceTimersByTimeAsync(0)
    server.answer = async () => ({ ok: true, data: { savedAt: "now" } })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls.slice(1)).toMatchObject([
      { serial: 4, words: null },
      { serial: 4, words: null },
    ])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(3)
  })

  it("sends what is left in a way that outlives the page", () => {
    const { keeper, calls } = stage()
    keeper.flush()
    expect(calls).toEqual([])
    keeper.offer(text(1))
    keeper.flush()
    expect(calls).toMatchObject([{ serial: 1, keepalive: true }])
  })
})
