import type Pusher from "pusher-js"
import type { PusherClientSettings } from "../../pusher-settings"
import { type Frames, streamTransport } from "./stream"

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
    let client: Pusher | undefined
    let closed = false
    import("pusher-js").then((loaded) => {
      if (!closed) client = listen(new loaded.default(service.key, toOptions(service)), `live-${slug()}`, frames)
    }, frames.lost)
    const safety = setInterval(catchUp, SAFETY_MS * (0.9 + Math.random() * 0.1))
    return () => {
      closed = true
      clearInterval(safety)
      client?.disconnect()
    }
  },
  // It has pings of its own.
  { longestSilence: Number.POSITIVE_INFINITY },
)

function listen(client: Pusher, channel: string, frames: Frames): Pusher {
  client
    .subscribe(channel)
    .bind("pusher:subscription_succeeded", frames.joined)
    .bind("delta", (data: unknown) => {
      if (isHint(data)) frames.position(data)
      else frames.delta(data)
    })
  client.connection.bind("error", (error: unknown) => (isRefusal(error) ? frames.refused() : frames.lost()))
  client.connection.bind("connecting_in", frames.lost)
  client.connection.bind("state_change", ({ previous, current }: { previous: string; current: string }) => {
    if (previous === "connected" || !["connecting", "connected"].includes(current)) frames.lost()
  })
  return client
}

function toOptions({ cluster, host, port, tls }: PusherClientSettings): ConstructorParameters<typeof Pusher>[1] {
  return {
    cluster,
    forceTLS: tls,
    // Its other ways load scripts from elsewhere; ours are next on the ladder.
    enabledTransports: tls ? ["ws", "wss"] : ["ws"],
    activityTimeout: 30_000,
    pongTimeout: 10_000,
    unavailableTimeout: 10_000,
    ...(host ? { wsHost: host } : {}),
    ...(port ? { wsPort: port, wssPort: port } : {}),
  }
}

/** The delta was too large for the service: it says only where it leads. */
function isHint(data: unknown): boolean {
  return typeof data === "object" && data !== null && "version" in data && !("posts" in data)
}

/** Unknown key, app disabled, quota used up: the service does not want to see this page again. */
function isRefusal(error: unknown): boolean {
  const code = (error as { error?: { data?: { code?: number } } }).error?.data?.code ?? 0
  return (code > 4000 && code < 4100) || code >= 4300
}
