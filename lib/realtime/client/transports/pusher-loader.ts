import Pusher from "pusher-js"
import type { PusherClientConfig } from "@/lib/protocol/live-config"

/** What a socket to the service brings. After `ended` nothing comes any more. */
export type PusherFrames = {
  /** Subscribed: what is published from now on is told. */
  joined: () => void
  delta: (data: unknown) => void
  /** A sign of life, whatever it was. */
  heard: () => void
  /** Closed, refused or in error; whether and when to try again is the page's to say. */
  ended: () => void
}

type OpenSocket = Pick<WebSocket, "addEventListener" | "close">

/** It asks for signs of life; what comes of their absence is the page's to say, never a reconnect of its own. */
const TIMEOUTS = { activityTimeout: 30_000, pongTimeout: 2_000_000_000 }

/** The page itself connects at this moment. */
let isOpening = false

/** pusher-js remembers every client for good: a page makes one, and uses it again when it has come to rest. */
const resting = new WeakMap<PusherClientConfig, Pusher>()

/** Opens one socket and hears of one channel by it, until it ends or the function that it returns is called. */
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
    // pusher-js arms its timers after it has told of an event: what it plans is undone when the event is over.
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

/** Where the service is, as its own client wants it said. */
export function serviceOptions({
  cluster,
  host,
  port,
  tls,
}: Omit<PusherClientConfig, "key">): ConstructorParameters<typeof Pusher>[1] {
  return {
    cluster,
    forceTLS: tls,
    // With TLS too. Its other ways load scripts from elsewhere; ours are next on the ladder.
    enabledTransports: ["ws"],
    ...(host ? { wsHost: host } : {}),
    ...(port ? { wsPort: port, wssPort: port } : {}),
  }
}

/**
 * Connects a client by one socket, which is null when the browser opens none. pusher-js would come back by itself: a
 * second after some ends, at once after others, and with two sockets in a row where one worked before. All of these find
 * the way to a socket closed.
 */
function openClient(service: PusherClientConfig): { client: Pusher; socket: OpenSocket | null } {
  const { Runtime } = Pusher
  let socket: OpenSocket | null = null
  Runtime.createWebSocket = (url) => {
    if (!isOpening || socket) throw new Error("The page itself says when a socket is opened.")
    const SocketOfBrowser = Runtime.getWebSocketAPI()
    const opened = new SocketOfBrowser(url)
    // What pusher-js names less of is a browser's socket.
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
  // It forgets one of the two timers that some ends arm, and then connects whatever it was told.
  client.connection.bind("connecting", () => {
    if (!isOpening) setTimeout(() => client.disconnect())
  })
  return client
}
