import type { ResponsePayload } from "@/lib/http/payload"
import type { Hub } from "@/lib/realtime/hub"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/** More than this are answered, and not counted. */
const MAX_RECEIPTS_PER_SECOND = 500

let second = 0
let counted = 0

/**
 * `POST /api/blogs/<slug>/seen?version=V&waited=MS&ask=RATE`: one of the pages that were asked to says that it shows a
 * version. It says nothing of its reader, and gets no answer worth reading: there is nothing that it could do about one.
 */
export function handleDeliveryReceipt(hub: Hub, slug: string, query: URLSearchParams): ResponsePayload {
  const now = Date.now()
  if (Math.floor(now / 1000) !== second) {
    second = Math.floor(now / 1000)
    counted = 0
  }
  counted += 1
  const [version, waited, rate] = ["version", "waited", "ask"].map((name) => Number(query.get(name) ?? Number.NaN))
  // Asks the database nothing: of a blog that nobody follows here, nothing is to be confirmed here.
  if (counted <= MAX_RECEIPTS_PER_SECOND && version && rate && waited !== undefined)
    hub.peek(slug)?.reach.onReceipt(version, { waited, rate }, now)
  const headers = { ...responseHeaders(), "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*" }
  return { status: 204, headers, body: null }
}
