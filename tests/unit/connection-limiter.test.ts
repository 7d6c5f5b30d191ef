import { expect, it } from "vitest"
import { ConnectionLimiter } from "@/lib/realtime/connection-limiter"

it("no reader holds more than their share, whatever network they are in, and leaves room for the others", () => {
  const admission = new ConnectionLimiter({ total: 6, perAddress: 2 })
  for (const address of ["10.0.0.6", "169.254.0.9", "203.0.113.9"]) {
    expect([1, 2, 3].map(() => admission.acquire(address))).toEqual([true, true, false])
  }
  expect(admission.acquire("198.51.100.1")).toBe(false)
  admission.release("10.0.0.6")
  expect(admission.acquire("198.51.100.1")).toBe(true)
})

it("readers behind a proxy that does not say who they are have room up to the total", () => {
  const admission = new ConnectionLimiter({ total: 6, perAddress: 2 })
  expect(Array.from({ length: 7 }, () => admission.acquire("")).filter(Boolean)).toHaveLength(6)
})
