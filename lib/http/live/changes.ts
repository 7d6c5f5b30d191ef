import { type EncodedDelta, getOrEncode, isNothingNew } from "@/lib/changes/encode-delta"
import { AppError } from "@/lib/errors"
import { errorPayload, jsonPayload, type ResponsePayload, requireInteger, withoutBody } from "@/lib/http/payload"
import { CURSOR_HEADER, nextCursor } from "@/lib/protocol/poll-cursor"
import { PUSH_FAILS, PUSH_SERVICE_HEADER } from "@/lib/protocol/push-service"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"

/** A text is copied for each reader who takes it slowly; of larger ones all share the bytes. */
const MAX_TEXT_CHARACTERS = 16 * 1024

const MAX_AGE_S = 1
/** A kept answer without news delays no reader: its cursor leads to an address that is not kept. */
const MAX_AGE_WITHOUT_NEWS_S = 5
/** All readers at one position share one URL, so a shared cache may answer all but one of them for a second. */
const SHARED = { "Cache-Control": sharedFor(MAX_AGE_S) }

export type ChangesQuery = {
  slug: string
  query: URLSearchParams
  ifNoneMatch: string | null
  signal: AbortSignal
  /** The longest that this host holds an answer, in seconds. */
  longestWait: number
}

/**
 * `GET /api/blogs/<slug>/changes?epoch=E&after=V[&wait=S[&cursor=C]]`: the delta from a position, immediately, or held
 * for up to `wait` seconds until there is something newer. Without a position: a reset to the current one. With a
 * cursor, a shared cache may answer all who wait at one position; without one, no cache may.
 */
export async function handleChanges(
  hub: Hub,
  { slug, query, ifNoneMatch, signal, longestWait }: ChangesQuery,
): Promise<ResponsePayload> {
  try {
    const epoch = query.get("epoch") ?? ""
    const after = query.has("epoch") || query.has("after") ? requireInteger(query.get("after")) : 0
    const held = query.has("wait")
    const wait = held ? Math.min(requireInteger(query.get("wait")), longestWait) : 0
    const cursor = held && query.has("cursor") ? requireInteger(query.get("cursor")) : null
    const channel = await hub.find(slug)
    if (!channel) throw new AppError("blog_not_found")
    let wire = await channel.changes(epoch, after)
    if (wait > 0 && isNothingNew(wire)) {
      await channel.waitForVersion(wire.delta.version, wait * 1000, signal)
      wire = await channel.changes(epoch, after)
    }
    // It may have gone private since it was found.
    if (!channel.snapshot.blog) throw new AppError("blog_not_found")
    if (cursor !== null) return sharedPoll(wire, cursor)
    if (!held) channel.polls.count += 1
    const headers = held ? heldHeaders(wire) : sharedHeaders(wire, channel)
    if (ifNoneMatch === headers.ETag) return withoutBody(jsonPayload(304, "", headers))
    const answer = jsonPayload(200, bodyOf(wire), headers)
    // An empty answer to one who waits is for the end of the wait only.
    return held && isNothingNew(wire) ? answer : { ...answer, ...standing(channel, wire) }
  } catch (error) {
    return errorPayload(error)
  }
}

/** The delta that one who waited gets; no cache may keep it. */
export function heldAnswer(wire: EncodedDelta): ResponsePayload {
  return jsonPayload(200, bodyOf(wire), heldHeaders(wire))
}

/** The answer to a long poll with a cursor: always whole, never 304, so that a cache can keep it. */
export function sharedPoll(wire: EncodedDelta, cursor: number): ResponsePayload {
  const hasNews = !isNothingNew(wire)
  const next = nextCursor(cursor, hasNews)
  const headers = {
    "Cache-Control": sharedFor(hasNews ? MAX_AGE_S : MAX_AGE_WITHOUT_NEWS_S),
    [CURSOR_HEADER]: String(next),
  }
  const body = `${wire.json.slice(0, -1)},"cursor":${next}}`
  return jsonPayload(200, body.length > MAX_TEXT_CHARACTERS ? Buffer.from(body) : body, headers)
}

function sharedFor(seconds: number): string {
  return `public, max-age=0, s-maxage=${seconds}`
}

// Readers share the bytes of a long delta.
function bodyOf(wire: EncodedDelta): string | Buffer<ArrayBuffer> {
  const { json } = wire
  return json.length > MAX_TEXT_CHARACTERS ? getOrEncode(wire, "body", () => Buffer.from(json)) : json
}

function heldHeaders({ etag }: EncodedDelta) {
  return { ETag: etag }
}

// A page on Pusher asks in between, and leaves a service that fails. It is another answer then, with a tag of its own: a
// cache that keeps the body would else keep what the head said of the service.
function sharedHeaders({ etag }: EncodedDelta, { snapshot }: Channel) {
  if (!snapshot.pushFails) return { ETag: etag, ...SHARED }
  return { ETag: etag.replace(/"$/, '.push-fails"'), ...SHARED, [PUSH_SERVICE_HEADER]: PUSH_FAILS }
}

// A delta that leads to where the blog is stays the answer to its question for as long as the blog is there. A reset
// is never kept: its question may be anything.
function standing(channel: Channel, { delta }: EncodedDelta): Pick<ResponsePayload, "holds" | "polls"> {
  const { snapshot } = channel
  if (delta.reset || delta.epoch !== snapshot.epoch || delta.version !== snapshot.version) return {}
  return { holds: () => channel.isCurrentAt(snapshot), polls: channel.polls }
}
