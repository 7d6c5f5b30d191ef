import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { errorAnswer } from "@/lib/live/answer"
import type { Hub } from "@/lib/live/hub"
import { MOST_UNSENT_BYTES, SSE_HEADERS, type SsePipe, SseSubscriber, sseFormat } from "@/lib/live/sse"
import { requireStream, type StreamRequest } from "@/lib/live/stream-request"
import { forgetHeaders } from "./forget-headers"
import { sendAnswer } from "./send-answer"

/** `GET /api/blogs/<slug>/stream` on node:http: one prebuilt buffer per delta, written to every reader's socket as it is. */
export async function serveStream(
  hub: Hub,
  request: StreamRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stream = await requireStream(hub, request).catch((error: unknown) => sendAnswer(response, errorAnswer(error)))
  if (!stream || response.destroyed) return
  response.writeHead(200, { ...SSE_HEADERS, "Transfer-Encoding": "chunked" })
  response.flushHeaders()
  incoming.socket.setNoDelay(true)
  incoming.socket.setTimeout(0)
  forgetHeaders(incoming)
  const { channel, cursor } = stream
  const subscriber = new SseSubscriber(cursor, new SocketPipe(incoming.socket, response), CHUNKED)
  response.once("close", () => hub.unsubscribe(channel, subscriber))
  await hub.subscribe(channel, subscriber)
}

// Events go to the socket as they are: one prebuilt buffer for all readers, one write for each.
class SocketPipe implements SsePipe {
  constructor(
    private readonly socket: Socket,
    private readonly response: ServerResponse,
  ) {}

  write(event: Buffer): boolean {
    if (this.socket.destroyed) return true
    this.socket.write(event)
    return this.socket.writableLength <= MOST_UNSENT_BYTES
  }

  end(now: boolean): void {
    if (now) this.socket.destroy()
    else this.response.end()
  }
}

// The chunk's own head and tail, so that an event leaves in one write.
function toChunk(event: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from("\r\n")])
}

const CHUNKED = sseFormat("sse chunk", toChunk)
