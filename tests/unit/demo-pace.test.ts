import { describe, expect, test } from "vitest"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { paceStory } from "@/lib/demo/pace"

const times = APOLLO_11.posts.map((post) => post.at)
const total = (pauses: number[]) => pauses.reduce((sum, each) => sum + each, 0)

describe("the pace of the replay", () => {
  test("tells the whole story in five minutes", () => {
    expect(total(paceStory(times)) / 60_000).toBeCloseTo(5, 2)
  })

  test("starts at once, and never rushes or stalls", () => {
    const [first, ...rest] = paceStory(times)
    expect(first).toBe(0)
    expect(Math.min(...rest)).toBeGreaterThanOrEqual(2_000)
    expect(Math.max(...rest)).toBeLessThanOrEqual(15_000)
  })

  test("waits longer where more time went by", () => {
    const pauses = paceStory(["1969-07-20T00:00:00Z", "1969-07-20T00:00:10Z", "1969-07-20T05:00:00Z"])
    expect(pauses[2]).toBeGreaterThan(pauses[1] ?? Number.NaN)
  })

  test("runs ten times faster when told so", () => {
    expect(total(paceStory(times, 10)) / 1000).toBeCloseTo(30, 1)
  })
})
