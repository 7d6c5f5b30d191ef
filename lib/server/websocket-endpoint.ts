import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import { requireStream } from "@/lib/http/live/router"
import { writeSocketError } from "@/lib/http/write-payload"
import { PROTOCOL } from "@/lib/realtime/encoders/websocket-encoder"
import type { Hub } from "@/lib/realtime/hub"
import type { RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"
import { DeltaSocketSubscriber, HtmlSocketSubscriber } from "./websocket-subscribers"

const PATH = /^\/ws\/channel\/([^/?]+)\/?(?:\?(.*))?$/
/** Readers have nothing to say; the largest frame that is taken at all. */
const MAX_INCOMING_BYTES = 1024
const MAX_INCOMING_FRAMES = 50

// No compression, client list or UTF-8 checks: a held socket costs some kilobytes.
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: MAX_INCOMING_BYTES,
  handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
})

/** The blog and query of a socket's address; null for every other address. */
export function matchSocket(url: string): { slug: string; query: URLSearchParams } | null {
  const match = PATH.exec(url)
  return match?.[1] ? { slug: match[1], query: new URLSearchParams(match[2] ?? "") } : null
}

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer; slug: string; query: URLSearchParams }

/** Takes a reader's socket: our own format for those that ask for it, else the format of Wagtail Live. */
export async function serveWebSocket(
  hub: Hub,
  { request, socket, head, slug, query }: Upgrade,
  renderPost: RenderPost,
): Promise<void> {
  const isOwn = (request.headers["sec-websocket-protocol"] ?? "").split(/\s*,\s*/).includes(PROTOCOL)
  const asked = requireStream(hub, { slug, query, lastEventId: null })
  const stream = await asked.catch((error: unknown) => writeSocketError(error, socket))
  if (!stream || socket.destroyed) return
  const { channel, cursor } = stream
  sockets.handleUpgrade(request, socket, head, (client) => {
    const opened = { client, socket, cursor }
    const subscriber = isOwn ? new DeltaSocketSubscriber(opened) : new HtmlSocketSubscriber(opened, channel, renderPost)
    guard(client)
    client.once("close", () => channel.unsubscribe(subscriber))
    void channel.subscribe(subscriber)
  })
}

function guard(client: WebSocket): void {
  let frames = 0
  client.on("error", () => client.terminate())
  client.on("message", () => {
    frames += 1
    if (frames > MAX_INCOMING_FRAMES) client.close(1008, "Readers have nothing to send.")
  })
}
