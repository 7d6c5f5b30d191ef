import type { Delta } from "@/lib/protocol/delta"
import { readerPaths } from "@/lib/reader-paths"

/** Pages that were asked to confirm do so over this time. */
const SPREAD_MS = 2_000

/**
 * Tells the server that this page shows a version, when it is one of those that were asked to: a number and a time, no
 * cookie and no id, so that editors see how long updates take.
 */
export function sendDeliveryReceipt(slug: string, { version, ask = 0 }: Delta): void {
  if (Math.random() >= ask) return
  requestAnimationFrame((shownAt) =>
    setTimeout(() => {
      const waited = Math.round(performance.now() - shownAt)
      const question = `${readerPaths.seen(slug)}?version=${version}&ask=${ask}&waited=${waited}`
      fetch(question, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {})
    }, Math.random() * SPREAD_MS),
  )
}
