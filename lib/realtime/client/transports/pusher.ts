import { parsePosition } from "@/lib/protocol/parse-delta"
import { parseOrReload } from "@/lib/realtime/client/version-skew"
import type { Transport } from "./transport"

/** Loads what follows a hosted service, with its own library, which is large: on its own pages alone. */
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
