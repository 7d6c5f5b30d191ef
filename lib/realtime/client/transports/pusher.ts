import { parsePosition } from "@/lib/protocol/parse-delta"
import { parseOrReload } from "@/lib/realtime/client/version-skew"
import type { Transport } from "./transport"

/** Loads the client of the hosted service, which is large, on pages that use it. */
export const pusher: Transport = {
  start: (options) => {
    const { settings, onState } = options
    let stopped = false
    let stop = () => {}
    const begin = async () => {
      const { followPusher } = await import("./follow-pusher")
      if (stopped) return
      const read = { delta: parseOrReload, position: parsePosition }
      if (settings.pusher) stop = followPusher(options, settings.pusher, read)
      else onState("failed")
    }
    begin().catch(() => stopped || onState("failed"))
    return () => {
      stopped = true
      stop()
    }
  },
}
