import { AppError } from "@/lib/errors"
import { requireInteger } from "@/lib/http/payload"
import type { Cursor } from "@/lib/protocol/delta"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"

export type StreamRequest = { slug: string; query: URLSearchParams; lastEventId: string | null }

/**
 * The channel and position of a stream: `?epoch=E&after=V`, or after a cut `Last-Event-ID: E:V`, which a browser sends by
 * itself and which is newer. Throws `blog_not_found`, `invalid_cursor`.
 */
export async function requireStream(
  hub: Hub,
  { slug, query, lastEventId }: StreamRequest,
): Promise<{ channel: Channel; cursor: Cursor }> {
  const cursor = toCursor(query, lastEventId)
  const channel = await hub.find(slug)
  if (!channel) throw new AppError("blog_not_found")
  return { channel, cursor }
}

function toCursor(query: URLSearchParams, lastEventId: string | null): Cursor {
  const colon = lastEventId?.lastIndexOf(":") ?? -1
  if (lastEventId && colon > 0)
    return { epoch: lastEventId.slice(0, colon), version: requireInteger(lastEventId.slice(colon + 1)) }
  return { epoch: query.get("epoch") ?? "", version: requireInteger(query.get("after")) }
}
