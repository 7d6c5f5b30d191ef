import { requireStream } from "@/lib/live/stream-request"
import { processHub } from "@/lib/realtime/broker"
import { SseSubscriber, sseFormat, sseHeaders } from "@/lib/realtime/encoders/sse-encoder"
import { liveRoute } from "./live/live-route"
import { matchStream } from "./live/router"
import { errorPayload } from "./payload"
import { sseResponse } from "./sse-response"

const PLAIN = sseFormat("sse", (event) => event)

/** The event stream as a route handler, for hosts where our own server does not stand in front of Next. */
export async function streamRoute(request: Request): Promise<Response> {
  if (request.method === "HEAD") return liveRoute(request)
  const { pathname, searchParams: query } = new URL(request.url)
  const hub = processHub()
  try {
    const lastEventId = request.headers.get("last-event-id")
    const { channel, cursor } = await requireStream(hub, { slug: matchStream(pathname) ?? "", query, lastEventId })
    return sseResponse(request, sseHeaders(), (pipe) => {
      const subscriber = new SseSubscriber(cursor, pipe, PLAIN)
      void hub.subscribe(channel, subscriber)
      return () => hub.unsubscribe(channel, subscriber)
    })
  } catch (error) {
    const { status, headers, body } = errorPayload(error)
    return new Response(body, { status, headers })
  }
}
