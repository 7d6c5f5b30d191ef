import type { IncomingMessage, ServerResponse } from "node:http"
import { errorPayload } from "@/lib/http/payload"
import { requireStream, type StreamRequest } from "@/lib/live/stream-request"
import { SseSubscriber, sseFormat, sseHeaders } from "@/lib/realtime/encoders/sse-encoder"
import type { Hub } from "@/lib/realtime/hub"
import { sendPayload } from "./send-answer"
import { openSocketPipe, toChunk } from "./socket-pipe"

/** `GET /api/blogs/<slug>/stream` on node:http: one prebuilt buffer per delta, written to every reader's socket as it is. */
export async function serveSse(
  hub: Hub,
  request: StreamRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stream = await requireStream(hub, request).catch((error: unknown) => sendPayload(response, errorPayload(error)))
  if (!stream || response.destroyed) return
  const { channel, cursor } = stream
  const subscriber = new SseSubscriber(cursor, openSocketPipe(incoming, response, sseHeaders()), CHUNKED)
  response.once("close", () => hub.unsubscribe(channel, subscriber))
  await hub.subscribe(channel, subscriber)
}

const CHUNKED = sseFormat("sse chunk", toChunk)
