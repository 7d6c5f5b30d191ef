import { type IncomingMessage, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import { toAppError } from "@/lib/errors"
import { requireStream } from "@/lib/http/live/router"
import { PROTOCOL } from "@/lib/realtime/encoders/websocket-encoder"
import type { Hub } from "@/lib/realtime/hub"
import type { RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"
import { responseHeaders } from "@/lib/security-headers/response-headers"
import { DeltaSocketSubscriber, HtmlSocketSubscriber } from "./websocket-subscribers"

const PATH = /^\/ws\/channel\/([^/?]+)\/?(?:\?(.*))?$/
/** Readers have nothing to say; the largest frame that is taken at all. */
const MAX_INCOMING_BYTES = 1024
const MAX_INCOMING_FRAMES = 50
const GOODBYE_MS = 2_000

// Without compression, lists of clients or UTF-8 checks that nobody needs: a held socket costs some kilobytes.
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
  const stream = await asked.catch((error: unknown) => rejectUpgrade(socket, error))
  if (!stream || socket.destroyed) return
  const { channel, cursor } = stream
  sockets.handleUpgrade(request, socket, head, (client) => {
    const opened = { client, socket, cursor }
    const subscriber = isOwn ? new DeltaSocketSubscriber(opened) : new HtmlSocketSubscriber(opened, channel, renderPost)
    guard(client)
    client.once("close", () => hub.unsubscribe(channel, subscriber))
    void hub.subscribe(channel, subscriber)
  })
}

/** Says no to an upgrade, in HTTP, and closes. */
export function rejectUpgrade(socket: Duplex, thrown: unknown, more: Record<string, string> = {}): undefined {
  const error = toAppError(thrown)
  const body = JSON.stringify({ error: error.toPublic() })
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    ...responseHeaders(),
    ...more,
    Connection: "close",
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines.join("")}\r\n${body}`)
  // One that never hears of it would stay for ever.
  setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
}

function guard(client: WebSocket): void {
  let frames = 0
  client.on("error", () => client.terminate())
  client.on("message", () => {
    frames += 1
    if (frames > MAX_INCOMING_FRAMES) client.close(1008, "Readers have nothing to send.")
  })
}
