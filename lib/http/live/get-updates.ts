import { readChangesAfterTime, readChangesAfterVersion, readPublicIds } from "@/lib/changes/read-changes"
import { AppError } from "@/lib/errors"
import { errorPayload, jsonPayload, preflightPayload, type ResponsePayload } from "@/lib/http/payload"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"
import { waitForVersion } from "@/lib/realtime/wait-for-version"

export type RenderPost = (post: PublicPost, blog: PublicBlog) => Promise<string>

export type GetUpdatesRequest = {
  method: string
  channelId: string
  query: URLSearchParams
  signal: AbortSignal
  /** Milliseconds, told to interval-polling clients. */
  pollingInterval: number
  /** Seconds that a long poll is held. */
  pollingTimeout: number
  renderPost: RenderPost
}

const METHODS = "GET, HEAD, POST"

/**
 * `/api/get-updates/<channel_id>`: the wire format of Wagtail Live. `POST` shakes hands, `HEAD` tells the time of the
 * newest change, `GET ?last_update_ts=` gives what came after it: at once, or, for a blog that publishes by long
 * polling, as soon as there is something.
 */
export async function handleGetUpdates(hub: Hub, request: GetUpdatesRequest): Promise<ResponsePayload> {
  try {
    if (request.method === "OPTIONS") return preflightPayload(METHODS)
    if (!METHODS.split(", ").includes(request.method)) return refuseMethod()
    const channel = await hub.find(request.channelId)
    if (!channel?.snapshot.blog) throw new AppError("blog_not_found")
    switch (request.method) {
      case "POST":
        return await shake(channel, request)
      case "HEAD":
        channel.asking.count += 1
        return {
          ...jsonPayload(200, "", { "Last-Update-At": String(timestamp(channel)) }),
          body: null,
          ...standing(hub, channel),
          asking: channel.asking,
        }
      default:
        return await answerUpdates(hub, channel, request)
    }
  } catch (error) {
    const answer = errorPayload(error)
    return request.method === "HEAD" ? { ...answer, body: null } : answer
  }
}

function refuseMethod(): ResponsePayload {
  const answer = errorPayload(new AppError("method_not_allowed"))
  return { ...answer, headers: { ...answer.headers, Allow: `${METHODS}, OPTIONS` } }
}

async function shake(channel: Channel, { pollingInterval }: GetUpdatesRequest): Promise<ResponsePayload> {
  // The time first: a post that comes while the ids are read is then sent as an update, not missed.
  const lastUpdateTimestamp = timestamp(channel)
  const ids = await remember(channel, "public ids", () => readPublicIds(channel.id))
  const interval = isLong(channel) ? {} : { pollingInterval }
  return jsonPayload(200, JSON.stringify({ livePosts: [...ids].reverse(), lastUpdateTimestamp, ...interval }))
}

async function answerUpdates(hub: Hub, channel: Channel, request: GetUpdatesRequest): Promise<ResponsePayload> {
  const since = requireTime(request.query.get("last_update_ts"))
  if (isLong(channel) && channel.snapshot.at.getTime() <= since) {
    await waitForVersion(channel, channel.snapshot.version, request.pollingTimeout * 1000, request.signal)
    await hub.find(request.channelId)
    if (!channel.snapshot.blog) throw new AppError("blog_not_found")
    if (channel.snapshot.at.getTime() <= since) {
      return jsonPayload(200, JSON.stringify({ timeOutReached: "Timeout duration reached." }))
    }
  }
  const { holds } = standing(hub, channel)
  const body = await remember(channel, `updates ${since}`, () => renderUpdates(channel, since, request.renderPost))
  return { ...jsonPayload(200, body), holds }
}

// What was read after this moment is at least as new as the snapshot; it stays right until there is a newer one.
function standing(hub: Hub, channel: Channel): { holds: () => boolean } {
  const { snapshot } = channel
  return { holds: () => channel.snapshot === snapshot && hub.isCurrent(channel) }
}

async function renderUpdates(channel: Channel, since: number, renderPost: RenderPost): Promise<string> {
  const { blog } = channel.snapshot
  if (!blog) throw new AppError("blog_not_found")
  // In this order: ids read before the posts could lack one of them, and the client would remove it for good.
  const { posts, at } = await readAllAfter(channel.id, since)
  const currentPosts = await readPublicIds(channel.id)
  const place = new Map(currentPosts.map((id, index) => [id, index]))
  const updates: Record<string, { show: true; content: string }> = {}
  // The client puts each on top of the one before: oldest first.
  for (const post of posts.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))) {
    updates[post.id] = { show: true, content: await renderPost(post, blog) }
  }
  return JSON.stringify({ updates, currentPosts, lastUpdateTimestamp: at / 1000 })
}

// This contract knows no "there is more": a client that was away for long gets all of it.
async function readAllAfter(blogId: string, since: number): Promise<{ posts: PublicPost[]; at: number }> {
  const first = await readChangesAfterTime(blogId, new Date(since))
  // It may have gone private since it was found.
  if (!first?.snapshot.blog) throw new AppError("blog_not_found")
  const posts = new Map(first.posts.map((post) => [post.id, post]))
  for (let page = first; page.more; ) {
    const next = await readChangesAfterVersion(blogId, page.upTo)
    if (!next) throw new AppError("blog_not_found")
    for (const post of next.posts) posts.set(post.id, post)
    for (const id of next.removals) posts.delete(id)
    page = next
  }
  // The time of the first read: what came during the later ones is sent again next time rather than missed.
  return { posts: [...posts.values()], at: first.snapshot.at.getTime() }
}

// Answers hold for one version of the blog; all who ask meanwhile share one piece of work.
function remember<T>(channel: Channel, key: string, make: () => Promise<T>): Promise<T> {
  const { memo } = channel
  const known = memo.get(key) as Promise<T> | undefined
  if (known) return known
  if (memo.size > 200) memo.clear()
  const made = make()
  memo.set(key, made)
  made.catch(() => memo.delete(key))
  return made
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
