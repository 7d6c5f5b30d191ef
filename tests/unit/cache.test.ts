import { describe, expect, it } from "vitest"
import { allCaches, ByteCache, processCache, textBytes } from "@/lib/cache"

const cacheOf = (maxBytes: number, ttl?: number) =>
  new ByteCache<string>("test", { maxBytes, sizeOf: textBytes, ...(ttl ? { ttl } : {}) })

describe("a cache", () => {
  it("never holds more bytes than it may, whatever is put into it: many small values, large ones, long keys", () => {
    for (const [size, key] of [
      [1, 1],
      [10_000, 1],
      [1, 5_000],
    ] as const) {
      const cache = cacheOf(100_000)
      let most = 0
      for (let number = 0; number < 1_000; number += 1) {
        cache.set(`${number}`.padEnd(key, "k"), "v".repeat(size))
        most = Math.max(most, cache.bytes)
      }
      expect(most).toBeLessThanOrEqual(100_000)
      expect(cache.bytes).toBeGreaterThan(60_000)
      expect(cache.bytes).toBeGreaterThanOrEqual(cache.count * 2 * (size + key))
    }
  })

  it("does not keep what is larger than all of it, and keeps the rest", () => {
    const cache = cacheOf(10_000)
    cache.set("small", "value")
    cache.set("large", "v".repeat(20_000))
    expect([cache.get("large"), cache.get("small")]).toEqual([undefined, "value"])
  })

  it("lets go first of what was not used for longest", () => {
    const cache = cacheOf(30_000)
    for (let number = 0; number < 100; number += 1) {
      cache.set(`${number}`, "v".repeat(1_000))
      if (number > 0) expect(cache.get("0")).toBeDefined()
    }
    expect([cache.get("1"), cache.get("99")]).toEqual([undefined, "v".repeat(1_000)])
  })

  it("makes a value once for all who ask meanwhile; a failure and nothing are made anew", async () => {
    const cache = cacheOf(10_000)
    let made = 0
    const make = async () => {
      made += 1
      return `made ${made}`
    }
    expect(await Promise.all([1, 2, 3].map(() => cache.load("key", make)))).toEqual(["made 1", "made 1", "made 1"])
    expect(await cache.load("key", make)).toBe("made 1")
    await expect(cache.load("broken", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken")
    expect(await cache.load("broken", make)).toBe("made 2")
    expect(await cache.load("nothing", async () => null)).toBeNull()
    expect(await cache.load("nothing", make)).toBe("made 3")
  })

  it("counts a value anew that has grown, and lets others go for it", () => {
    const cache = new ByteCache<{ bytes: number }>("growing", { maxBytes: 10_000, sizeOf: ({ bytes }) => bytes })
    const [first, second] = [{ bytes: 1_000 }, { bytes: 1_000 }]
    cache.set("first", first)
    cache.set("second", second)
    second.bytes = 8_500
    cache.recount("second")
    expect([cache.get("first"), cache.get("second")]).toEqual([undefined, second])
    expect(cache.bytes).toBeLessThanOrEqual(10_000)
  })

  it("forgets what is not right any more", async () => {
    const cache = cacheOf(10_000, 30)
    cache.set("key", "value")
    expect(cache.get("key")).toBe("value")
    await expect.poll(() => cache.get("key")).toBeUndefined()
  })

  it("is one for its name in a process, and is told of in the numbers", () => {
    const [one, other] = [1, 2].map(() => processCache<string>("shared", { maxBytes: 1_000, sizeOf: textBytes }))
    expect(one).toBe(other)
    one?.set("key", "value")
    expect(allCaches()).toContainEqual(expect.objectContaining({ name: "shared", bytes: one?.bytes, maxBytes: 1_000 }))
  })
})
