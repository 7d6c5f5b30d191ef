import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { handleDeliveryReceipt } from "@/lib/http/live/delivery-receipt"
import { DeliverySampler } from "@/lib/realtime/audience/delivery-sampler"
import type { Hub } from "@/lib/realtime/hub"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it("a page that says it shows an update is counted, however much others say in the same second", () => {
  const reach = new DeliverySampler()
  reach.onPublish(1, { known: 10, shared: false })
  const hub = { peek: () => ({ deliveries: reach }) } as unknown as Hub
  const say = (address: string) =>
    handleDeliveryReceipt(hub, "blog", new URLSearchParams("version=1&ask=1&waited=0"), address)
  for (let n = 0; n < 600; n += 1) expect(say("203.0.113.9").status).toBe(204)
  const flood = reach.confirmations
  expect(flood).toBe(50)
  say("198.51.100.1")
  expect(reach.confirmations).toBe(flood + 1)
  vi.advanceTimersByTime(1_000)
  say("203.0.113.9")
  expect(reach.confirmations).toBe(flood + 2)
})

it("pages behind a proxy that does not say whom it speaks for are counted up to what all have", () => {
  vi.advanceTimersByTime(5_000)
  const reach = new DeliverySampler()
  reach.onPublish(1, { known: 10, shared: false })
  const hub = { peek: () => ({ deliveries: reach }) } as unknown as Hub
  for (let n = 0; n < 600; n += 1)
    handleDeliveryReceipt(hub, "blog", new URLSearchParams("version=1&ask=1&waited=0"), "")
  expect(reach.confirmations).toBe(500)
})
