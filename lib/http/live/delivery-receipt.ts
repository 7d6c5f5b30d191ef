import type { ResponsePayload } from "@/lib/http/payload"
import type { Hub } from "@/lib/realtime/hub"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/** More than this are answered, and not counted; nobody can take the place of pages elsewhere. */
const MAX_RECEIPTS_PER_SECOND = 500
const MAX_PER_ADDRESS = 50

let second = 0
let counted = 0
const perAddress = new Map<string, number>()

/**
 * `POST /api/blogs/<slug>/seen?version=V&waited=MS&ask=RATE`: one of the pages that were asked to says that it shows a
 * version. It says nothing of its reader, and gets no answer worth reading: there is nothing that it could do about one.
 */
export function handleDeliveryReceipt(
  hub: Hub,
  slug: string,
  query: URLSearchParams,
  address: string,
): ResponsePayload {
  const now = Date.now()
  const [version, waited, rate] = ["version", "waited", "ask"].map((name) => Number(query.get(name) ?? Number.NaN))
  // Asks the database nothing: of a blog that nobody follows here, nothing is to be confirmed here.
  if (version && rate && waited !== undefined && isFree(address, now))
    hub.peek(slug)?.deliveries.onReceipt(version, { waited, rate }, now)
  const headers = { ...responseHeaders(), "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*" }
  return { status: 204, headers, body: null }
}

function isFree(address: string, now: number): boolean {
  if (Math.floor(now / 1000) !== second) {
    second = Math.floor(now / 1000)
    counted = 0
    perAddress.clear()
  }
  const own = perAddress.get(address) ?? 0
  // Behind a proxy that does not say whom it speaks for (an empty address) are many.
  if (counted >= MAX_RECEIPTS_PER_SECOND || (own >= MAX_PER_ADDRESS && address !== "")) return false
  counted += 1
  perAddress.set(address, own + 1)
  return true
}
