import { AppError } from "@/lib/errors"
import { type Answer, errorAnswer, jsonAnswer, requireWhole } from "./answer"
import type { Hub } from "./hub"
import { isNothingNew } from "./wire"

/** All readers at one position share one URL, so a shared cache may answer all but one of them for a second. */
const SHARED = { "Cache-Control": "public, max-age=0, s-maxage=1" }

export type ChangesRequest = {
  slug: string
  query: URLSearchParams
  ifNoneMatch: string | null
  signal: AbortSignal
  /** The longest that this host holds an answer, in seconds. */
  longestWait: number
}

/**
 * `GET /api/blogs/<slug>/changes?epoch=E&after=V[&wait=S]`: the delta from a position, at once, or held for up to `wait`
 * seconds until there is something newer.
 */
export async function answerChanges(
  hub: Hub,
  { slug, query, ifNoneMatch, signal, longestWait }: ChangesRequest,
): Promise<Answer> {
  try {
    const epoch = query.get("epoch") ?? ""
    const after = requireWhole(query.get("after"))
    const wait = query.has("wait") ? Math.min(requireWhole(query.get("wait")), longestWait) : 0
    const channel = await hub.find(slug)
    if (!channel) throw new AppError("blog_not_found")
    let wire = await hub.changes(channel, epoch, after)
    if (wait > 0 && isNothingNew(wire)) {
      await hub.wait(channel, wire.delta.version, wait * 1000, signal)
      wire = await hub.changes(channel, epoch, after)
      if (!channel.snapshot.blog) throw new AppError("blog_not_found")
    }
    const headers = wait > 0 ? { ETag: wire.etag } : { ETag: wire.etag, ...SHARED }
    if (ifNoneMatch === wire.etag) return { ...jsonAnswer(304, "", headers), body: null }
    return jsonAnswer(200, wire.json, headers)
  } catch (error) {
    return errorAnswer(error)
  }
}
