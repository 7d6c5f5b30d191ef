import { streamTransport } from "./stream"

/** The service may lose an event without a word, so the page asks itself now and then. */
const SAFETY_MS = 60_000

/**
 * A hosted service tells of changes. It knows no past and promises no order, so each of its messages is a hint only, and
 * any trouble with it ends the connection: coming back, with jitter, is ours to do.
 */
export const pusher = streamTransport(
  ({ slug, settings, catchUp }, frames) => {
    if (!settings.pusher) {
      frames.refused()
      return () => {}
    }
    const { pusher: service } = settings
    let leave: (() => void) | undefined
    let closed = false
    // With the service's own library, which is large: loaded on its own pages alone.
    import("./pusher-client").then(({ listenToPusher }) => {
      if (!closed) leave = listenToPusher(service, `live-${slug()}`, frames)
    }, frames.lost)
    const safety = setInterval(catchUp, SAFETY_MS * (0.9 + Math.random() * 0.1))
    return () => {
      closed = true
      clearInterval(safety)
      leave?.()
    }
  },
  // It has pings of its own.
  { longestSilence: Number.POSITIVE_INFINITY },
)
