import type { ServerResponse } from "node:http"
import { changesAnswer } from "@/lib/live/answer-changes"
import { type Channel, Waiter } from "@/lib/live/channel"
import type { Hub } from "@/lib/live/hub"
import { frameOf, type WireDelta } from "@/lib/live/wire"
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
  forgetHeaders(response.req)
  new HeldAnswer(hub, channel, Math.min(seconds, longestWait) * 1000, response, answerOtherwise)
  return true
}

// A class and one listener: what ten thousand readers hold is counted in bytes, and collected as garbage at each change.
class HeldAnswer extends Waiter {
  private readonly epoch: string

  constructor(
    private readonly hub: Hub,
    channel: Channel,
    milliseconds: number,
    private readonly response: ServerResponse,
    private readonly answerOtherwise: HeldPoll["answerOtherwise"],
  ) {
    super(channel, channel.snapshot.version, milliseconds)
    this.epoch = channel.snapshot.epoch
    response.on("close", () => this.leave())
  }

  protected answer(): void {
    const { hub, channel, epoch, version, response } = this
    const wire = channel.snapshot.blog ? hub.peekChanges(channel, epoch, version) : null
    if (!wire) {
      this.answerOtherwise(response)
      return
    }
    const { head, body } = frameOf(wire, "held poll", toReady)
    response.writeHead(200, head)
    response.end(body, "latin1")
  }
}

function toReady(wire: WireDelta): Ready {
  const { headers, body } = changesAnswer(wire, true)
  const text = body ?? ""
  return { head: { ...headers, "Content-Length": text.length }, body: text }
}
