import { processCache } from "@/lib/cache"
import type { PostPlace } from "@/lib/changes/read-changes"
import { AppError } from "@/lib/errors"
import { errorPayload, jsonPayload, type ResponsePayload, withHeaders, withoutBody } from "@/lib/http/payload"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"
import { indexOf, type PostIndex } from "@/lib/realtime/wagtail-live/post-index"
import { drawPosts, type RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"

/** A client that was away for longer gets the rest with its next requests. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024
/** Answers by position. */
const MAX_BYTES = 32 * 1024 * 1024
/** Responses made at a time, and requests that wait. */
const CONCURRENCY = 2
const MAX_WAITING = 100

export type GetUpdatesRequest = {
  method: string
  channelId: string
  query: URLSearchParams
  signal: AbortSignal
  /** Milliseconds, sent to interval-polling clients. */
  pollingInterval: number
  /** Seconds that a long poll is held. */
  pollingTimeout: number
  renderPost: RenderPost
}

const METHODS = "GET, HEAD, POST"

/**
 * `/api/get-updates/<channel_id>`: the wire format of Wagtail Live. `POST` is the handshake, `HEAD` has the time of
 * the newest change, `GET ?last_update_ts=` has the later changes: immediately, or, for a blog with long polling,
 * as soon as there are any.
 */
export async function handleGetUpdates(hub: Hub, request: GetUpdatesRequest): Promise<ResponsePayload> {
  try {
    if (!METHODS.split(", ").includes(request.method)) return refuseMethod()
    const channel = await hub.find(request.channelId)
    if (!channel?.snapshot.blog) throw new AppError("blog_not_found")
    switch (request.method) {
      case "POST":
        return await shake(channel, request)
      case "HEAD":
        channel.polls.count += 1
        return {
          ...jsonPayload(200, "", { "Last-Update-At": String(timestamp(channel)) }),
          body: null,
          ...standing(channel),
          polls: channel.polls,
        }
      default:
        return await answerUpdates(hub, channel, request)
    }
  } catch (error) {
    const answer = errorPayload(error)
    return request.method === "HEAD" ? withoutBody(answer) : answer
  }
}

function refuseMethod(): ResponsePayload {
  return withHeaders(errorPayload(new AppError("method_not_allowed")), { Allow: `${METHODS}, OPTIONS` })
}

async function shake(channel: Channel, { pollingInterval }: GetUpdatesRequest): Promise<ResponsePayload> {
  const interval = isLong(channel) ? null : pollingInterval
  // The time first: a post that comes while the ids are read is then sent as an update, not missed.
  const lastUpdateTimestamp = timestamp(channel)
  const body = await answers().load(`${channel.era} shake ${interval}`, async () => {
    const { places } = await indexOf(channel)
    const livePosts = places.posts.flatMap(({ id, isHidden }) => (isHidden ? [] : [id])).reverse()
    return Buffer.from(
      JSON.stringify({
        livePosts,
        lastUpdateTimestamp,
        ...(interval === null ? {} : { pollingInterval: interval }),
      }),
    )
  })
  return jsonPayload(200, body)
}

async function answerUpdates(hub: Hub, channel: Channel, request: GetUpdatesRequest): Promise<ResponsePayload> {
  const since = requireTime(request.query.get("last_update_ts"))
  if (isLong(channel) && channel.snapshot.at.getTime() <= since) {
    await channel.waitForVersion(channel.snapshot.version, request.pollingTimeout * 1000, request.signal)
    await hub.find(request.channelId)
    if (!channel.snapshot.blog) throw new AppError("blog_not_found")
    if (channel.snapshot.at.getTime() <= since) {
      return jsonPayload(200, JSON.stringify({ timeOutReached: "Timeout duration reached." }))
    }
  }
  const { holds } = standing(channel)
  return { ...jsonPayload(200, await updatesAfter(channel, since, request.renderPost)), holds }
}

// What was read after this moment is at least as new as the snapshot; it stays right until there is a newer one.
function standing(channel: Channel): { holds: () => boolean } {
  const { snapshot } = channel
  return { holds: () => channel.isCurrentAt(snapshot) }
}

/** The answer for all times between two changes: one position, made once per version of the blog. */
async function updatesAfter(channel: Channel, since: number, renderPost: RenderPost): Promise<Buffer<ArrayBuffer>> {
  const { era } = channel
  const index = await indexOf(channel)
  const count = index.countUntil(since)
  return answers().load(`${era} after ${count}`, () => inTurn()(() => makeUpdates(channel, index, count, renderPost)))
}

async function makeUpdates(
  { snapshot: { blog, epoch } }: Channel,
  index: PostIndex,
  count: number,
  renderPost: RenderPost,
): Promise<Buffer<ArrayBuffer>> {
  if (!blog) throw new AppError("blog_not_found")
  const { posts } = index.places
  const changed = index.changedAfter(count)
  const wanted = Array.from(changed, (place) => posts[place] as PostPlace)
  const drawn = await drawPosts(wanted, { blog, epoch }, MAX_ANSWER_BYTES, renderPost)
  // Not all of them: the client is told to be where these end, and asks on from there.
  const last = drawn.length < wanted.length ? wanted[drawn.length - 1] : undefined
  // The client puts each on top of the one before: oldest first.
  const order = Array.from(drawn.keys()).sort((a, b) => (changed[a] ?? 0) - (changed[b] ?? 0))
  const entries = order.flatMap((each) => drawn[each] ?? [])
  const tail = `,"lastUpdateTimestamp":${(last?.changedAt ?? index.at) / 1000}}`
  return Buffer.concat([
    Buffer.from('{"updates":{'),
    ...entries.flatMap((entry, place) => (place === 0 ? [entry] : [COMMA, entry])),
    Buffer.from('},"currentPosts":'),
    index.idsJson,
    Buffer.from(tail),
  ])
}

const COMMA = Buffer.from(",")

function answers() {
  return processCache<Buffer<ArrayBuffer>>("updates by position", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ length }) => length,
  })
}

function inTurn() {
  return singleton("updates in turn", () => createSemaphore(CONCURRENCY, MAX_WAITING, "busy"))
}

function isLong({ snapshot }: Channel): boolean {
  return snapshot.blog?.publisher === "long-polling"
}

function timestamp({ snapshot }: Channel): number {
  return snapshot.at.getTime() / 1000
}

/** Seconds with milliseconds, as the client got them from us, as whole milliseconds. */
function requireTime(text: string | null): number {
  const seconds = text === null || text.trim() === "" ? Number.NaN : Number(text)
  if (!Number.isFinite(seconds)) throw new AppError("invalid_cursor")
  // Binary fractions of 1.7e9 seconds are off by less than a microsecond: never round up past a change.
  const milliseconds = Math.floor(seconds * 1000 + 0.01)
  return Math.min(Math.max(milliseconds, 0), 8_640_000_000_000_000)
}
