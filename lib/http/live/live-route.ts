import { getReaderAddress } from "@/lib/client-address"
import { authorizeDeskStream, joinDesk } from "@/lib/collaboration/authorize-stream"
import { deskStreamHeaders, matchDeskStream } from "@/lib/collaboration/desk-stream"
import { AppError } from "@/lib/errors"
import { assertNotCrossSite } from "@/lib/http/csrf"
import { errorPayload, toResponse } from "@/lib/http/payload"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { renderPostHtml } from "@/lib/posts/render-html"
import { processHub } from "@/lib/realtime/broker"
import { processLimiter } from "@/lib/realtime/connection-limiter"
import {
  MAX_BUFFERED_BYTES,
  type SsePipe,
  SseSubscriber,
  sseFormat,
  sseHeaders,
} from "@/lib/realtime/encoders/sse-encoder"
import { handleLive, isLongPoll, matchStream, requireStream } from "./router"

/**
 * Counts a held connection within the limits of this process. Returns its release, which is
 * idempotent. Throws `too_many_readers`.
 */
function acquireConnection(request: Request): () => void {
  const admission = processLimiter()
  const address = getReaderAddress(request.headers)
  if (!admission.acquire(address)) throw new AppError("too_many_readers")
  let held = true
  return () => {
    if (held) admission.release(address)
    held = false
  }
}

/** A desk's stream as a route handler, for hosts without our own server. */
export async function deskStreamRoute(request: Request): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url)
  try {
    assertNotCrossSite(request.headers)
    const desk = await authorizeDeskStream({ blogId: matchDeskStream(pathname) ?? "", query, headers: request.headers })
    if (request.method === "HEAD") return new Response(null, { headers: deskStreamHeaders() })
    return sseResponse(request, deskStreamHeaders(), (pipe) => joinDesk(desk, pipe))
  } catch (error) {
    return toResponse(errorPayload(error, { event: "desk_stream.error", audience: "own" }))
  }
}

/**
 * An event stream as the response of a route handler. `begin` gets the pipe to write to, and returns
 * the cleanup, which must be idempotent: both the signal and `cancel` call it. Throws `too_many_readers`.
 */
export function sseResponse(
  request: Request,
  headers: Record<string, string>,
  begin: (pipe: SsePipe) => () => void,
): Response {
  const letGo = acquireConnection(request)
  let leave = letGo
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let open = true
        const end = begin({
          write: (event) => {
            if (open) controller.enqueue(event)
            return (controller.desiredSize ?? 0) > 0
          },
          end: (now) => {
            if (open && now) controller.error(new Error("This reader is too slow."))
            else if (open) controller.close()
            open = false
            letGo()
          },
        })
        leave = () => {
          open = false
          end()
          letGo()
        }
        request.signal.addEventListener("abort", leave)
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, { headers })
}

const PLAIN = sseFormat("sse", (event) => event)

/** The event stream as a route handler, for hosts without our own server. */
export async function streamRoute(request: Request): Promise<Response> {
  if (request.method === "HEAD") return liveRoute(request)
  const { pathname, searchParams: query } = new URL(request.url)
  const hub = processHub()
  try {
    const lastEventId = request.headers.get("last-event-id")
    const { channel, cursor } = await requireStream(hub, { slug: matchStream(pathname) ?? "", query, lastEventId })
    return sseResponse(request, sseHeaders(), (pipe) => {
      const subscriber = new SseSubscriber(cursor, pipe, PLAIN)
      void channel.subscribe(subscriber)
      return () => channel.unsubscribe(subscriber)
    })
  } catch (error) {
    return toResponse(errorPayload(error))
  }
}

/** The live endpoints as route handlers, for hosts without our own server. */
export async function liveRoute(request: Request): Promise<Response> {
  await publishDueOnRequest()
  const { pathname, searchParams: query } = new URL(request.url)
  try {
    const leave = isLongPoll(request.method, pathname, query) ? acquireConnection(request) : () => {}
    const answer = await handleLive(
      {
        method: request.method,
        pathname,
        query,
        ifNoneMatch: request.headers.get("if-none-match"),
        signal: request.signal,
        address: () => getReaderAddress(request.headers),
      },
      renderPostHtml,
    )?.finally(leave)
    return answer ? toResponse(answer) : toResponse(errorPayload(new AppError("not_found")))
  } catch (error) {
    return toResponse(errorPayload(error))
  }
}
