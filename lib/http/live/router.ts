import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { errorPayload, preflightPayload, type ResponsePayload, requireInteger, withoutBody } from "@/lib/http/payload"
import type { Cursor } from "@/lib/protocol/delta"
import { processHub } from "@/lib/realtime/broker"
import type { Channel } from "@/lib/realtime/channel"
import { sseHeaders } from "@/lib/realtime/encoders/sse-encoder"
import type { Hub } from "@/lib/realtime/hub"
import type { RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"
import { handleChanges } from "./changes"
import { handleDeliveryReceipt } from "./delivery-receipt"
import { handleGetUpdates } from "./get-updates"

export type StreamRequest = { slug: string; query: URLSearchParams; lastEventId: string | null }

/**
 * The channel and position of a stream: `?epoch=E&after=V`, or after a cut `Last-Event-ID: E:V`, which a browser sends
 * automatically and which is newer. Without a position it begins at the current version. Throws `blog_not_found`, `invalid_cursor`.
 */
export async function requireStream(
  hub: Hub,
  { slug, query, lastEventId }: StreamRequest,
): Promise<{ channel: Channel; cursor: Cursor }> {
  const asked = toCursor(query, lastEventId)
  const channel = await hub.find(slug)
  if (!channel) throw new AppError("blog_not_found")
  const { epoch, version } = channel.snapshot
  return { channel, cursor: asked ?? { epoch, version } }
}

function toCursor(query: URLSearchParams, lastEventId: string | null): Cursor | null {
  const colon = lastEventId?.lastIndexOf(":") ?? -1
  if (lastEventId && colon > 0)
    return { epoch: lastEventId.slice(0, colon), version: requireInteger(lastEventId.slice(colon + 1)) }
  if (!query.has("epoch") && !query.has("after")) return null
  return { epoch: query.get("epoch") ?? "", version: requireInteger(query.get("after")) }
}

/*
 * The live endpoints, free of any server: `lib/server` mounts them on node:http in front of Next, `app/api` as route
 * handlers. Both call the same functions.
 */

export type LiveRequest = {
  method: string
  /** Path without query, still percent-encoded. */
  pathname: string
  query: URLSearchParams
  ifNoneMatch: string | null
  signal: AbortSignal
  /** The reader's address, resolved only where it is needed. */
  address: () => string
}

const CHANGES = /^\/api\/blogs\/([^/]+)\/changes\/?$/
const GET_UPDATES = /^\/api\/get-updates\/([^/]+)\/?$/

const SEEN = /^\/api\/blogs\/([^/]+)\/seen$/
const STREAM = /^\/api\/blogs\/([^/]+)\/stream\/?$/

/** The address of the blog whose event stream a path is; null for every other path. */
export function matchStream(pathname: string): string | null {
  return STREAM.exec(pathname)?.[1] ?? null
}

/** The address of the blog whose changes a path is; null for every other path. */
export function matchChanges(pathname: string): string | null {
  return CHANGES.exec(pathname)?.[1] ?? null
}

/** True when the response may be held, so that the request counts as a connection. */
export function isLongPoll(method: string, pathname: string, query: URLSearchParams): boolean {
  if (method !== "GET") return false
  return (query.has("wait") && CHANGES.test(pathname)) || (query.has("last_update_ts") && GET_UPDATES.test(pathname))
}

/** The response to HEAD of a stream. */
async function headOfStream(slug: string, query: URLSearchParams): Promise<ResponsePayload> {
  await requireStream(processHub(), { slug, query, lastEventId: null })
  return { status: 200, headers: sseHeaders(), body: null }
}

/** The response of a live endpoint; null for any other request. */
export function handleLive(request: LiveRequest, renderPost: RenderPost): Promise<ResponsePayload> | null {
  const { method, pathname, query, signal } = request
  const asks = method === "OPTIONS" ? methodsOf(pathname) : null
  if (asks) return Promise.resolve(preflightPayload(asks))
  // HEAD is GET without waiting.
  const changes = method === "GET" || method === "HEAD" ? CHANGES.exec(pathname) : null
  if (changes?.[1]) {
    const longestWait = method === "GET" ? env().POLLING_TIMEOUT : 0
    const answer = handleChanges(processHub(), {
      slug: changes[1],
      query,
      ifNoneMatch: request.ifNoneMatch,
      signal,
      longestWait,
    })
    return method === "GET" ? answer : answer.then(withoutBody)
  }
  const stream = method === "HEAD" ? matchStream(pathname) : null
  if (stream)
    return headOfStream(stream, query)
      .catch((error: unknown) => errorPayload(error))
      .then(withoutBody)
  const seen = method === "POST" ? SEEN.exec(pathname) : null
  if (seen?.[1]) return Promise.resolve(handleDeliveryReceipt(processHub(), seen[1], query, request.address()))
  const updates = GET_UPDATES.exec(pathname)
  if (!updates?.[1]) return null
  const { POLLING_INTERVAL: pollingInterval, POLLING_TIMEOUT: pollingTimeout } = env()
  return handleGetUpdates(processHub(), {
    method,
    channelId: updates[1],
    query,
    signal,
    pollingInterval,
    pollingTimeout,
    renderPost,
  })
}

/** The methods of a live endpoint; null for any other path. */
function methodsOf(pathname: string): string | null {
  if (CHANGES.test(pathname) || STREAM.test(pathname)) return "GET"
  if (SEEN.test(pathname)) return "POST"
  return GET_UPDATES.test(pathname) ? "GET, HEAD, POST" : null
}
