import { errorAnswer } from "@/lib/live/answer"
import { matchStream } from "@/lib/live/endpoints"
import { processHub } from "@/lib/live/process-hub"
import { MOST_UNSENT_BYTES, SSE_HEADERS, SseSubscriber, sseFormat } from "@/lib/live/sse"
import { requireStream } from "@/lib/live/stream-request"

const PLAIN = sseFormat("sse", (event) => event)

/** The event stream as a route handler, for hosts where our own server does not stand in front of Next. */
export async function streamRoute(request: Request): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url)
  const hub = processHub()
  try {
    const lastEventId = request.headers.get("last-event-id")
    const { channel, cursor } = await requireStream(hub, { slug: matchStream(pathname) ?? "", query, lastEventId })
    let leave = () => {}
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          let open = true
          const pipe = {
            write: (event: Buffer) => {
              if (open) controller.enqueue(event)
              return (controller.desiredSize ?? 0) > 0
            },
            end: (now: boolean) => {
              if (open && now) controller.error(new Error("This reader is too slow."))
              else if (open) controller.close()
              open = false
            },
          }
          const subscriber = new SseSubscriber(cursor, pipe, PLAIN)
          // Both the signal and `cancel` tell of a reader that left; leaving twice does nothing.
          leave = () => {
            open = false
            hub.unsubscribe(channel, subscriber)
          }
          request.signal.addEventListener("abort", leave)
          void hub.subscribe(channel, subscriber)
        },
        cancel: () => leave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNSENT_BYTES }),
    )
    return new Response(body, { headers: SSE_HEADERS })
  } catch (error) {
    const { status, headers, body } = errorAnswer(error)
    return new Response(body, { status, headers })
  }
}
