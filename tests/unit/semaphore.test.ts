import { describe, expect, it } from "vitest"
import { createSemaphore } from "@/lib/semaphore"

describe("heavy work", () => {
  it("runs so many at a time, in order, and goes on after one failed", async () => {
    const limited = createSemaphore(2, 10)
    let running = 0
    let most = 0
    const order: number[] = []
    const work = (n: number) => async () => {
      running += 1
      most = Math.max(most, running)
      order.push(n)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (n === 1) throw new Error("broken")
    }
    const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => limited(work(n))))
    expect(results.map((each) => each.status)).toEqual([
      "fulfilled",
      "rejected",
      ...Array.from({ length: 4 }, () => "fulfilled"),
    ])
    expect([most, order]).toEqual([2, [0, 1, 2, 3, 4, 5]])
  })

  it("is refused instead of piling up", async () => {
    const limited = createSemaphore(1, 1)
    let finish = () => {}
    const first = limited(() => new Promise<void>((resolve) => (finish = resolve)))
    const second = limited(async () => "second")
    await expect(limited(async () => "third")).rejects.toMatchObject({ code: "too_many_requests" })
    finish()
    expect(await Promise.all([first, second])).toEqual([undefined, "second"])
  })
})
