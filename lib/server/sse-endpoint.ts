import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import { type AuthorizedDesk, authorizeDeskStream, joinDesk } from "@/lib/collaboration/authorize-stream"
import { deskStreamHeaders } from "@/lib/collaboration/desk-stream"
import { assertNotCrossSite } from "@/lib/http/csrf"
import { requireStream, type StreamRequest } from "@/lib/http/live/router"
import { writeError } from "@/lib/http/write-payload"
import {
  MAX_BUFFERED_BYTES,
  type SsePipe,
  SseSubscriber,
  sseFormat,
  sseHeaders,
} from "@/lib/realtime/encoders/sse-encoder"
import type { Hub } from "@/lib/realtime/hub"
import { discardHeaders } from "./request"

/** Writes something whole to a reader's connection. Returns false when the reader does not keep up. */
export function writeChunk(socket: Duplex, bytes: Buffer): boolean {
  // A closed socket ignores the write; its close event removes the reader.
  socket.write(bytes)
  return isKeepingUp(socket)
}

function isKeepingUp(socket: Duplex): boolean {
  return socket.writableLength <= MAX_BUFFERED_BYTES
}

/** Begins an event stream on node:http. Events are written as chunks, with `toChunk` around them. */
function openSocketPipe(incoming: IncomingMessage, response: ServerResponse, headers: Record<string, string>): SsePipe {
  response.writeHead(200, { ...headers, "Transfer-Encoding": "chunked" })
  response.flushHeaders()
  incoming.socket.setNoDelay(true)
  incoming.socket.setTimeout(0)
  discardHeaders(incoming)
  return new SocketPipe(incoming.socket, response)
}

/** The chunk's own head and tail, so that an event leaves in one write. */
function toChunk(event: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from("\r\n")])
}

// Events go to the socket as they are: one prebuilt buffer for all readers, one write for each.
class SocketPipe implements SsePipe {
  constructor(
    private readonly socket: Socket,
    private readonly response: ServerResponse,
  ) {}

  write(event: Buffer): boolean {
    return writeChunk(this.socket, event)
  }

  end(now: boolean): void {
    if (now) this.socket.destroy()
    else this.response.end()
  }
}

/** `GET /api/desk/blogs/<id>/stream` on node:http: for people who are signed in, and apart from all that readers get. */
export async function serveDeskSse(
  blogId: string,
  query: URLSearchParams,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const desk = await admit(blogId, query, incoming).catch((error: unknown) =>
    writeError(error, response, { event: "desk_stream.error", audience: "own" }),
  )
  if (!desk || response.destroyed) return
  const pipe = openSocketPipe(incoming, response, deskStreamHeaders())
  const leave = joinDesk(desk, { write: (event) => pipe.write(toChunk(event)), end: (now) => pipe.end(now) })
  response.once("close", leave)
}

async function admit(blogId: string, query: URLSearchParams, incoming: IncomingMessage): Promise<AuthorizedDesk> {
  const headers = new Headers()
  for (const name of ["cookie", "host", "origin", "sec-fetch-site"]) {
    const value = incoming.headers[name]
    if (typeof value === "string") headers.set(name, value)
  }
  assertNotCrossSite(headers)
  return authorizeDeskStream({ blogId, query, headers })
}

/** `GET /api/blogs/<slug>/stream` on node:http: one prebuilt buffer per delta, written to every reader's socket as it is. */
export async function serveSse(
  hub: Hub,
  request: StreamRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stream = await requireStream(hub, request).catch((error: unknown) => writeError(error, response))
  if (!stream || response.destroyed) return
  const { channel, cursor } = stream
  const subscriber = new SseSubscriber(cursor, openSocketPipe(incoming, response, sseHeaders()), CHUNKED)
  response.once("close", () => channel.unsubscribe(subscriber))
  await channel.subscribe(subscriber)
}

const CHUNKED = sseFormat("sse chunk", toChunk)
