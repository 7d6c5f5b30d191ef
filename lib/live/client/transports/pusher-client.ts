import Pusher from "pusher-js"
import type { PusherClientSettings } from "../../pusher-settings"
import type { Frames } from "./stream"

/** Hears of one channel, until the function that it returns is called. */
export function listenToPusher(service: PusherClientSettings, channel: string, frames: Frames): () => void {
  const client = new Pusher(service.key, {
    ...serviceOptions(service),
    activityTimeout: 30_000,
    pongTimeout: 10_000,
    unavailableTimeout: 10_000,
  })
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
  return () => client.disconnect()
}

/** Where the service is, as its own client wants it said. */
export function serviceOptions({
  cluster,
  host,
  port,
  tls,
}: Omit<PusherClientSettings, "key">): ConstructorParameters<typeof Pusher>[1] {
  return {
    cluster,
    forceTLS: tls,
    // Its other ways load scripts from elsewhere; ours are next on the ladder.
    enabledTransports: tls ? ["ws", "wss"] : ["ws"],
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
