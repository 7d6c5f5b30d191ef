import { AppError } from "@/lib/errors"
import { type Answer, errorAnswer, jsonAnswer, requireWhole } from "./answer"
import type { Channel } from "./channel"
import type { Hub } from "./hub"
import { waitPast } from "./wait-past"
import { isNothingNew, type WireDelta } from "./wire"

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
    const held = query.has("wait")
    const wait = held ? Math.min(requireWhole(query.get("wait")), longestWait) : 0
    const channel = await hub.find(slug)
    if (!channel) throw new AppError("blog_not_found")
    let wire = await hub.changes(channel, epoch, after)
    if (wait > 0 && isNothingNew(wire)) {
      await waitPast(channel, wire.delta.version, wait * 1000, signal)
      wire = await hub.changes(channel, epoch, after)
    }
    // It may have gone private since it was found.
    if (!channel.snapshot.blog) throw new AppError("blog_not_found")
    if (!held) channel.asking.count += 1
    if (ifNoneMatch === wire.etag) return { ...jsonAnswer(304, "", changesHeaders(wire, held)), body: null }
    const answer = changesAnswer(wire, held)
    // An empty answer to one who waits is for the end of the wait only.
    return held && isNothingNew(wire) ? answer : { ...answer, ...standing(hub, channel, wire) }
  } catch (error) {
    return errorAnswer(error)
  }
}

/** A delta as an answer. The one to a held request is for the reader who waited: no cache may keep it. */
export function changesAnswer(wire: WireDelta, held: boolean): Answer {
  return jsonAnswer(200, wire.json, changesHeaders(wire, held))
}

function changesHeaders({ etag }: WireDelta, held: boolean): Record<string, string> {
  return held ? { ETag: etag } : { ETag: etag, ...SHARED }
}

// A delta that leads to where the blog is stays the answer to its question for as long as the blog is there. A reset
// is never kept: its question may be anything.
function standing(hub: Hub, channel: Channel, { delta }: WireDelta): Pick<Answer, "holds" | "asking"> {
  const { snapshot } = channel
  if (delta.reset || delta.epoch !== snapshot.epoch || delta.version !== snapshot.version) return {}
  return { holds: () => channel.snapshot === snapshot && hub.isCurrent(channel), asking: channel.asking }
}
