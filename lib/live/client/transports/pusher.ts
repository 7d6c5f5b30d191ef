import { streamTransport } from "./stream"

/** The service may lose an event without a word, so the page asks itself now and then. */
const SAFETY_MS = 60_000
/**
 * What the page asked when it joined may have been answered from before, by a cache or by chance: what was published in
 * that second was told to those who listened already.
 */
const SOON_MS = 3_000

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
    let soon: ReturnType<typeof setTimeout> | undefined
    let closed = false
    const joined = () => {
      frames.joined()
      clearTimeout(soon)
      soon = setTimeout(catchUp, SOON_MS * (0.7 + Math.random() * 0.6))
    }
    // With the service's own library, which is large: loaded on its own pages alone.
    import("./pusher-client").then(({ listenToPusher }) => {
      if (!closed) leave = listenToPusher(service, `live-${slug()}`, { ...frames, joined })
    }, frames.lost)
    const safety = setInterval(catchUp, SAFETY_MS * (0.9 + Math.random() * 0.1))
    return () => {
      closed = true
      clearInterval(safety)
      clearTimeout(soon)
      leave?.()
    }
  },
  // It has pings of its own.
  { longestSilence: Number.POSITIVE_INFINITY },
)
