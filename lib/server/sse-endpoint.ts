import type { IncomingMessage, ServerResponse } from "node:http"
import { errorAnswer } from "@/lib/live/answer"
import type { Hub } from "@/lib/live/hub"
import { SseSubscriber, sseFormat, sseHeaders } from "@/lib/live/sse"
import { requireStream, type StreamRequest } from "@/lib/live/stream-request"
import { sendAnswer } from "./send-answer"
import { openSocketPipe, toChunk } from "./socket-pipe"

/** `GET /api/blogs/<slug>/stream` on node:http: one prebuilt buffer per delta, written to every reader's socket as it is. */
export async function serveStream(
  hub: Hub,
  request: StreamRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stream = await requireStream(hub, request).catch((error: unknown) => sendAnswer(response, errorAnswer(error)))
  if (!stream || response.destroyed) return
  const { channel, cursor } = stream
  const subscriber = new SseSubscriber(cursor, openSocketPipe(incoming, response, sseHeaders()), CHUNKED)
  response.once("close", () => hub.unsubscribe(channel, subscriber))
  await hub.subscribe(channel, subscriber)
}

const CHUNKED = sseFormat("sse chunk", toChunk)
