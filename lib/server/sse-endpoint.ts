import type { IncomingMessage, ServerResponse } from "node:http"
import { errorAnswer } from "@/lib/live/answer"
import type { Hub } from "@/lib/live/hub"
import { MOST_UNSENT_BYTES, SSE_HEADERS, sseSubscriber } from "@/lib/live/sse"
import { requireStream, type StreamRequest } from "@/lib/live/stream-request"
import { sendAnswer } from "./send-answer"

/** `GET /api/blogs/<slug>/stream` on node:http: one prebuilt buffer per delta, written to every reader's socket as it is. */
export async function serveStream(
  hub: Hub,
  request: StreamRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let closed = false
  response.once("close", () => {
    closed = true
  })
  const stream = await requireStream(hub, request).catch((error: unknown) => sendAnswer(response, errorAnswer(error)))
  const { socket } = incoming
  if (!stream || closed) return
  const { channel, cursor } = stream
  response.writeHead(200, { ...SSE_HEADERS, "Transfer-Encoding": "chunked" })
  response.flushHeaders()
  socket.setNoDelay(true)
  socket.setTimeout(0)
  const pipe = {
    write: (event: Buffer) => {
      if (closed) return true
      socket.write(event)
      return socket.writableLength <= MOST_UNSENT_BYTES
    },
    end: (now: boolean) => void (now ? socket.destroy() : response.end()),
  }
  const subscriber = sseSubscriber(cursor, pipe, toChunk, "sse chunk")
  response.once("close", () => hub.unsubscribe(channel, subscriber))
  await hub.subscribe(channel, subscriber)
}

// The chunk's own head and tail, so that an event leaves in one write.
function toChunk(event: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from("\r\n")])
}
