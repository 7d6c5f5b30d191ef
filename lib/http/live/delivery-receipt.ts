import type { ResponsePayload } from "@/lib/http/payload"
import type { Hub } from "@/lib/realtime/hub"
import { responseHeaders } from "@/lib/security-headers/response-headers"
import { singleton } from "@/lib/singleton"

/** Beyond these, receipts are not counted: no client can crowd out other pages. */
const MAX_RECEIPTS_PER_SECOND = 500
const MAX_PER_ADDRESS = 50

/**
 * `POST /api/blogs/<slug>/seen?version=V&waited=MS&ask=RATE`: a sampled page reports that it shows a
 * version. The request says nothing of its reader, and the response is always 204.
 */
export function handleDeliveryReceipt(
  hub: Hub,
  slug: string,
  query: URLSearchParams,
  address: string,
): ResponsePayload {
  const now = Date.now()
  const [version, waited, rate] = ["version", "waited", "ask"].map((name) => Number(query.get(name) ?? Number.NaN))
  // No database read: a blog without readers here has nothing to confirm.
  if (version && rate && waited !== undefined && isAllowed(address, now))
    hub.peek(slug)?.deliveries.onReceipt(version, { waited, rate }, now)
  const headers = { ...responseHeaders(), "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*" }
  return { status: 204, headers, body: null }
}

function isAllowed(address: string, now: number): boolean {
  const window = singleton("delivery receipts", () => ({
    second: 0,
    counted: 0,
    perAddress: new Map<string, number>(),
  }))
  const second = Math.floor(now / 1000)
  if (second !== window.second) {
    Object.assign(window, { second, counted: 0 })
    window.perAddress.clear()
  }
  const own = window.perAddress.get(address) ?? 0
  // An empty address stands for all clients of a proxy that does not forward theirs.
  if (window.counted >= MAX_RECEIPTS_PER_SECOND || (own >= MAX_PER_ADDRESS && address !== "")) return false
  window.counted += 1
  window.perAddress.set(address, own + 1)
  return true
}
