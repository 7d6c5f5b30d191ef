import Pusher from "pusher-js"
import type { PusherClientConfig } from "@/lib/protocol/live-config"

/** What a socket to the service brings. Nothing follows `ended`. */
export type PusherFrames = {
  /** Subscribed: what is published from now on arrives. */
  joined: () => void
  delta: (data: unknown) => void
  /** Any sign of life. */
  heard: () => void
  /** Closed, rejected or in error; the page decides whether and when to try again. */
  ended: () => void
}

type OpenSocket = Pick<WebSocket, "addEventListener" | "close">

/**
 * pusher-js asks for signs of life; without one the page decides, and pusher-js never reconnects
 * alone.
 */
const TIMEOUTS = { activityTimeout: 30_000, pongTimeout: 2_000_000_000 }

/** Set while the page connects. */
let isOpening = false

/** pusher-js keeps every client for ever: a page makes one, and uses it again when it is idle. */
const resting = new WeakMap<PusherClientConfig, Pusher>()

/** Opens one socket and subscribes to one channel; returns how to leave. */
export function listenToPusher(service: PusherClientConfig, channelName: string, frames: PusherFrames): () => void {
  const { client, socket } = openClient(service)
  const channel = client.subscribe(channelName)
  let left = false
  const leave = () => {
    if (left) return
    left = true
    channel.unbind_all()
    client.connection.unbind("message", frames.heard).unbind("error", end)
    socket?.close()
    // pusher-js sets its timers after it emitted an event: they are cleared when the event is over.
    setTimeout(() => {
      client.disconnect()
      client.unsubscribe(channelName)
      resting.set(service, client)
    })
  }
  const end = () => {
    if (left) return
    leave()
    frames.ended()
  }
  channel
    .bind("pusher:subscription_succeeded", frames.joined)
    .bind("pusher:subscription_error", end)
    .bind("delta", frames.delta)
  client.connection.bind("message", frames.heard).bind("error", end)
  if (socket) socket.addEventListener("close", end)
  else setTimeout(end)
  return leave
}

/** The service's address as options of pusher-js. */
export function serviceOptions({
  cluster,
  host,
  port,
  tls,
}: Omit<PusherClientConfig, "key">): ConstructorParameters<typeof Pusher>[1] {
  return {
    cluster,
    forceTLS: tls,
    // With TLS too. Its other transports load scripts from other hosts; our fallback follows
    // instead.
    enabledTransports: ["ws"],
    ...(host ? { wsHost: host } : {}),
    ...(port ? { wsPort: port, wssPort: port } : {}),
  }
}

/**
 * Connects a client by one socket, null when the browser opens none. pusher-js would reconnect: a
 * second after some ends, immediately after others, and with two sockets in a row where one worked
 * before. It can open none of these sockets.
 */
function openClient(service: PusherClientConfig): { client: Pusher; socket: OpenSocket | null } {
  const { Runtime } = Pusher
  let socket: OpenSocket | null = null
  Runtime.createWebSocket = (url) => {
    if (!isOpening || socket) throw new Error("Only the page opens a socket.")
    const SocketOfBrowser = Runtime.getWebSocketAPI()
    const opened = new SocketOfBrowser(url)
    // The types of pusher-js name only a part of the browser's socket.
    socket = opened as unknown as OpenSocket
    return opened
  }
  try {
    isOpening = true
    const client = resting.get(service) ?? makeClient(service)
    resting.delete(service)
    // A new one has done so already.
    client.connect()
    return { client, socket }
  } finally {
    isOpening = false
  }
}

function makeClient(service: PusherClientConfig): Pusher {
  const client = new Pusher(service.key, { ...serviceOptions(service), ...TIMEOUTS })
  // pusher-js forgets one of the two timers that some ends set, and then connects all the same.
  client.connection.bind("connecting", () => {
    if (!isOpening) setTimeout(() => client.disconnect())
  })
  return client
}
