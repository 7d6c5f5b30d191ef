import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import { AppError, toAppError } from "@/lib/errors"
import { answerHeaders } from "@/lib/headers/answer-headers"
import type { RenderPost } from "@/lib/live/answer-get-updates"
import { type Channel, type EndReason, memoOf, type Subscriber } from "@/lib/live/channel"
import type { Hub } from "@/lib/live/hub"
import { END_WORDS, MOST_UNSENT_BYTES } from "@/lib/live/sse"
import { requireStream } from "@/lib/live/stream-request"
import { deltaFrame, PING_FRAME, PROTOCOL, positionFrame, rendersFrame } from "@/lib/live/websocket-frames"
import { frameOf, isNothingNew, type WireDelta } from "@/lib/live/wire"

const PATH = /^\/ws\/channel\/([^/?]+)\/?(?:\?(.*))?$/
const CLOSE_CODES: Record<EndReason, number> = { slow: 1013, gone: 4404, restart: 1012 }
const GOODBYE_MS = 2_000
/** Readers have nothing to say; the largest frame that is taken at all. */
const MOST_BYTES_IN = 1024
const MOST_FRAMES_IN = 50
/** Taking an answer costs more than a sign of life. Whoever vanished without a word is let go after some minutes. */
const PING_EVERY = 4

// Without compression, lists of clients or UTF-8 checks that nobody needs: a held socket costs some kilobytes.
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  clientTracking: false,
  maxPayload: MOST_BYTES_IN,
  handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
})

/** The blog and query of a socket's address; null for every other address. */
export function matchSocket(url: string): { slug: string; query: URLSearchParams } | null {
  const match = PATH.exec(url)
  return match?.[1] ? { slug: match[1], query: new URLSearchParams(match[2] ?? "") } : null
}

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer; slug: string; query: URLSearchParams }

/** Takes a reader's socket: our own format for those that ask for it, else the format of Wagtail Live. */
export async function serveSocket(
  hub: Hub,
  { request, socket, head, slug, query }: Upgrade,
  renderPost: RenderPost,
): Promise<void> {
  const isOwn = (request.headers["sec-websocket-protocol"] ?? "").split(/\s*,\s*/).includes(PROTOCOL)
  const stream = await requirePosition(hub, slug, query, isOwn).catch((error: unknown) => refuseUpgrade(socket, error))
  if (!stream || socket.destroyed) return
  const { channel, cursor } = stream
  sockets.handleUpgrade(request, socket, head, (client) => {
    const base = { ...cursor, transport: "websocket", busy: false, beatAt: 0, ...closing(client, socket) }
    const subscriber: Subscriber = isOwn
      ? { ...base, ...ownFormat(socket, watchPongs(client, PING_EVERY)) }
      : { ...base, ...seedsFormat(channel, socket, watchPongs(client, 1), renderPost) }
    guard(client)
    client.once("close", () => hub.unsubscribe(channel, subscriber))
    void hub.subscribe(channel, subscriber)
  })
}

/** Says no to an upgrade, in HTTP, and closes. */
export function refuseUpgrade(socket: Duplex, thrown: unknown): undefined {
  const error = toAppError(thrown)
  const body = JSON.stringify({ error: error.toPublic() })
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    ...answerHeaders(),
    Connection: "close",
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${error.status} Refused\r\n${lines.join("")}\r\n${body}`)
}

async function requirePosition(hub: Hub, slug: string, query: URLSearchParams, isOwn: boolean) {
  if (isOwn || query.has("after")) return requireStream(hub, { slug, query, lastEventId: null })
  const channel = await hub.find(slug)
  if (!channel) throw new AppError("blog_not_found")
  const { epoch, version } = channel.snapshot
  return { channel, cursor: { epoch, version } }
}

function ownFormat(socket: Duplex, pulse: () => Pulse): Pick<Subscriber, "send" | "beat"> {
  return {
    send: (wire) => write(socket, frameOf(wire, "websocket", deltaFrame)),
    beat: (channel) => beat(socket, pulse(), memoOf(channel, "websocket position", positionFrames)),
  }
}

function positionFrames(channel: Channel): BeatFrames {
  const quiet = positionFrame(channel)
  return { quiet, asked: Buffer.concat([quiet, PING_FRAME]) }
}

function seedsFormat(
  channel: Channel,
  socket: Duplex,
  pulse: () => Pulse,
  renderPost: RenderPost,
): Pick<Subscriber, "send" | "beat"> {
  // Drawing takes its time: frames leave in the order in which they were asked for.
  let queue = Promise.resolve(true)
  const draw = async (wire: WireDelta) => {
    const { blog } = channel.snapshot
    return blog ? write(socket, await frameOf(wire, "seeds", (each) => rendersFrame(each, blog, renderPost))) : false
  }
  return {
    send: (wire) => {
      if (!isNothingNew(wire)) queue = queue.then(() => draw(wire)).catch(() => false)
      return socket.writableLength <= MOST_UNSENT_BYTES
    },
    beat: () => beat(socket, pulse(), PING_FRAMES),
  }
}

function closing(client: WebSocket, socket: Duplex): Pick<Subscriber, "end"> {
  return {
    end: (reason) => {
      if (reason === "slow") socket.destroy()
      else {
        client.close(CLOSE_CODES[reason], END_WORDS[reason])
        // One that vanished never answers the goodbye.
        setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
      }
    },
  }
}

function guard(client: WebSocket): void {
  let frames = 0
  client.on("error", () => client.terminate())
  client.on("message", () => {
    frames += 1
    if (frames > MOST_FRAMES_IN) client.close(1008, "Readers have nothing to send.")
  })
}

/** What is due to a reader: a sign of life, one that it is to answer, or the end because it did not answer the last. */
type Pulse = "quiet" | "asked" | "gone"
type BeatFrames = Record<Exclude<Pulse, "gone">, Buffer>

/** A format without positions: a ping is all that can be said. */
const PING_FRAMES: BeatFrames = { quiet: PING_FRAME, asked: PING_FRAME }

/** Asks with every so many signs of life, the first at random so that not all answer at once. */
function watchPongs(client: WebSocket, every: number): () => Pulse {
  let answered = true
  let beats = Math.floor(Math.random() * every)
  client.on("pong", () => {
    answered = true
  })
  return () => {
    beats += 1
    if (beats % every !== 0) return "quiet"
    if (!answered) return "gone"
    answered = false
    return "asked"
  }
}

function beat(socket: Duplex, pulse: Pulse, frames: BeatFrames): void {
  if (pulse === "gone") socket.destroy()
  else write(socket, frames[pulse])
}

function write(socket: Duplex, frame: Buffer): boolean {
  // A socket that was closed meanwhile takes it without a word, and is let go by its close.
  socket.write(frame)
  return socket.writableLength <= MOST_UNSENT_BYTES
}
