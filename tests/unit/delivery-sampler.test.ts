import { describe, expect, it } from "vitest"
import { aggregateReports } from "@/lib/collaboration/aggregate-audience"
import { DeliverySampler } from "@/lib/realtime/audience/delivery-sampler"
import { PollRateEstimator } from "@/lib/realtime/audience/poll-rate-estimator"

const NOW = Date.parse("2026-11-21T12:00:00Z")

describe("how many pages are asked to confirm", () => {
  it("is all of few and one in a hundred of very many", () => {
    const reach = new DeliverySampler()
    reach.onPublish(1, { known: 3, shared: false }, NOW)
    expect(reach.sampleRate(1, NOW)).toBe(1)
    reach.onPublish(2, { known: 300, shared: false }, NOW)
    expect(reach.sampleRate(2, NOW)).toBe(0.1)
    reach.onPublish(3, { known: 1_000_000, shared: false }, NOW)
    expect(reach.sampleRate(3, NOW)).toBe(0.01)
  })

  it("follows what is confirmed where a cache hides readers", () => {
    const reach = new DeliverySampler()
    reach.onPublish(1, { known: 1, shared: true }, NOW)
    expect(reach.sampleRate(1, NOW)).toBe(0.2)
    for (let page = 0; page < 400; page += 1) reach.onReceipt(1, { waited: 0, rate: 0.2 }, NOW + 1_000)
    reach.onPublish(2, { known: 1, shared: true }, NOW + 5_000)
    expect(reach.sampleRate(2, NOW + 5_000)).toBe(0.01)
  })

  it("is none when the update is no longer new, for pages that come late say nothing about the way", () => {
    const reach = new DeliverySampler()
    reach.onPublish(1, { known: 3, shared: false }, NOW)
    expect(reach.sampleRate(1, NOW + 20_000)).toBeNull()
    expect(reach.sampleRate(7, NOW)).toBeNull()
  })
})

describe("what is confirmed", () => {
  it("is the time on this server's clock less what the page waited, and an estimate of pages", () => {
    const reach = new DeliverySampler()
    reach.onPublish(1, { known: 60, shared: false }, NOW)
    reach.onReceipt(1, { waited: 1_500, rate: 0.5 }, NOW + 2_000)
    reach.onReceipt(1, { waited: 0, rate: 0.5 }, NOW + 300)
    expect(reach.read(NOW + 3_000)).toMatchObject({ version: 1, pages: 4, delays: [500, 300] })
  })

  it("leaves out pages that slept, and says nothing when there is nothing", () => {
    const reach = new DeliverySampler()
    expect(reach.read(NOW)).toBeNull()
    reach.onPublish(1, { known: 1, shared: false }, NOW)
    reach.onReceipt(1, { waited: 0, rate: 1 }, NOW + 2 * 60 * 60_000)
    expect(reach.read(NOW)).toBeNull()
  })

  it("is never claimed for more pages than there are readers, nor by nonsense from a process of another version", () => {
    const delays = Array.from({ length: 100 }, (_, index) => (index + 1) * 10)
    const blog = { version: 4, changedAt: new Date(NOW) }
    const reached = { version: 4, at: new Date(NOW).toISOString(), pages: 900, delays }
    const summary = aggregateReports(
      [
        { readers: { sse: 40 }, reached },
        { readers: { sse: 2, websocket: 5 }, reached: {} },
        JSON.parse('{"readers":7}'),
      ],
      blog,
      { count: 0, note: null },
    )
    expect(summary.readers).toMatchObject({
      total: 47,
      ways: [
        { way: "sse", count: 42 },
        { way: "websocket", count: 5 },
      ],
    })
    expect(summary.reached).toEqual({ version: 4, at: blog.changedAt.toISOString(), pages: 47, newest: true })
    expect(summary.delays).toEqual({ p50: 500, p95: 950, count: 100 })
  })
})

describe("readers who ask in intervals", () => {
  it("are estimated from their questions", () => {
    const asking = new PollRateEstimator()
    for (let look = 0; look < 6; look += 1) {
      asking.count += 200
      asking.sample(3_000, true)
    }
    expect(asking.readers).toBe(285)
  })

  it("are not those of a blog with another way, who ask once when they come and all at once after a gap", () => {
    const asking = new PollRateEstimator()
    for (const questions of [1, 0, 500, 30, 0, 0, 0]) {
      asking.count += questions
      asking.sample(3_000, false)
    }
    expect(asking.readers).toBe(0)
  })
})
