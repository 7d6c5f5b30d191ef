import type { ServerResponse } from "node:http"
import type { Answer } from "@/lib/live/answer"
import { changesAnswer } from "@/lib/live/answer-changes"
import type { Channel } from "@/lib/live/channel"
import type { Hub } from "@/lib/live/hub"
import { frameOf } from "@/lib/live/wire"
import { forgetHeaders } from "./forget-headers"

export type HeldPoll = {
  slug: string
  query: URLSearchParams
  response: ServerResponse
  /** Seconds. */
  longestWait: number
  /** Answers in the ordinary way, when the next delta is not at hand. Knows the request from its response. */
  answerOtherwise: (response: ServerResponse) => void
}

type Ready = { head: Record<string, string | number>; body: string }

/**
 * Holds a long poll that is at the blog's position, for the price of one callback and one timer, and answers it with the
 * one answer that all who wait at this position get. False when the request is another case.
 */
export function holdPoll(hub: Hub, { slug, query, response, longestWait, answerOtherwise }: HeldPoll): boolean {
  const channel = hub.peek(slug)
  if (!channel) return false
  const { epoch, version } = channel.snapshot
  if (query.get("epoch") !== epoch || query.get("after") !== String(version)) return false
  const seconds = Number(query.get("wait"))
  if (!Number.isSafeInteger(seconds) || seconds <= 0) return false
  hold(hub, channel, Math.min(seconds, longestWait) * 1000, response, answerOtherwise)
  return true
}

// A function of its own, so that what is held does not hold the request's parsed parts with it.
function hold(
  hub: Hub,
  channel: Channel,
  milliseconds: number,
  response: ServerResponse,
  answerOtherwise: HeldPoll["answerOtherwise"],
): void {
  const { epoch, version } = channel.snapshot
  forgetHeaders(response.req)
  const leave = hub.hold(channel, version, milliseconds, () => {
    response.off("close", leave)
    const wire = channel.snapshot.blog ? hub.peekChanges(channel, epoch, version) : null
    if (!wire) return answerOtherwise(response)
    const { head, body } = frameOf(wire, "held poll", (each) => toReady(changesAnswer(each, true)))
    response.writeHead(200, head)
    response.end(body, "latin1")
  })
  response.once("close", leave)
}

function toReady({ headers, body }: Answer): Ready {
  const text = body ?? ""
  return { head: { ...headers, "Content-Length": text.length }, body: text }
}
