import type { ServerResponse } from "node:http"
import { ByteCache, textBytes } from "@/lib/cache"
import { type EncodedDelta, getOrEncode, isNothingNew } from "@/lib/changes/encode-delta"
import type { Snapshot } from "@/lib/changes/read-changes"
import { heldAnswer, sharedPoll } from "@/lib/http/live/changes"
import { nextCursor } from "@/lib/protocol/poll-cursor"
import type { Channel } from "@/lib/realtime/channel"
import type { ConnectionLimiter } from "@/lib/realtime/connection-limiter"
import type { Hub } from "@/lib/realtime/hub"
import { Waiter } from "@/lib/realtime/waiter"
import { RawResponse } from "./raw-response"
import { clientAddressOf, discardHeaders } from "./request"

/** Responds when the next delta is not at hand. Knows the request from its response. */
type RespondNormally = (response: ServerResponse) => void

/** A long poll at the blog's position: what it waits for, and how long. */
export type PendingPoll = {
  url: string
  channel: Channel
  snapshot: Snapshot
  milliseconds: number
  /** Null: the answer is for this reader alone. */
  cursor: number | null
}

const MAX_BYTES = 1024 * 1024
const QUESTION_BYTES = 200

/**
 * Holds long polls that are at the blog's position, for the price of one object and one timer, and answers them with the
 * one answer that all who wait there get. Readers at one position ask by one address, so it is parsed once.
 */
export class LongPolls {
  private readonly questions = new ByteCache<PendingPoll>("held questions", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ url }) => QUESTION_BYTES + textBytes(url),
  })

  constructor(
    private readonly longestWait: number,
    readonly admission: ConnectionLimiter,
    readonly respondNormally: RespondNormally,
  ) {}

  /** The question of an address that was asked before and is at the blog's position still; else null. */
  known(url: string): PendingPoll | null {
    const question = this.questions.get(url)
    if (!question) return null
    if (question.channel.isCurrentAt(question.snapshot)) return question
    this.questions.delete(url)
    return null
  }

  /** The question of a request for changes; null when it is at another position, or not to be held. */
  parse(hub: Hub, url: string, slug: string, query: URLSearchParams): PendingPoll | null {
    const channel = hub.peek(slug)
    if (!channel) return null
    const { snapshot } = channel
    if (query.get("epoch") !== snapshot.epoch || query.get("after") !== String(snapshot.version)) return null
    const seconds = Number(query.get("wait"))
    if (!Number.isSafeInteger(seconds) || seconds <= 0) return null
    const text = query.get("cursor")
    const cursor = text === null ? null : Number(text)
    // The normal way refuses it.
    if (text === "" || (cursor !== null && !(Number.isSafeInteger(cursor) && cursor >= 0))) return null
    const question = { url, channel, snapshot, milliseconds: Math.min(seconds, this.longestWait) * 1000, cursor }
    this.questions.set(url, question)
    return question
  }

  /** False when there are too many readers already. */
  hold(question: PendingPoll, response: ServerResponse): boolean {
    const address = clientAddressOf(response.req)
    if (!this.admission.acquire(address)) return false
    discardHeaders(response.req)
    // The same letters, but not a text of its own for each.
    response.req.url = question.url
    new PendingResponse(question, response, address, this)
    return true
  }
}

// A class and one listener: what ten thousand readers hold is counted in bytes, and collected as garbage at each change.
class PendingResponse extends Waiter {
  constructor(
    private readonly question: PendingPoll,
    private readonly response: ServerResponse,
    address: string,
    private readonly polls: LongPolls,
  ) {
    super(question.channel, question.snapshot.version, question.milliseconds)
    response.on("close", () => {
      this.leave()
      polls.admission.release(address)
    })
  }

  protected respond(): void {
    const { question, response } = this
    const { channel, snapshot } = question
    const wire = channel.snapshot.blog ? channel.peekChanges(snapshot.epoch, snapshot.version) : null
    if (!wire) {
      this.polls.respondNormally(response)
      return
    }
    const { cursor } = question
    const prepared = cursor === null ? getOrEncode(wire, "held poll", prepare) : prepareShared(wire, cursor)
    prepared.send(response)
  }
}

function prepare(wire: EncodedDelta): RawResponse {
  const { headers, body } = heldAnswer(wire)
  return new RawResponse(headers, body)
}

type LastShared = { next: number; raw: RawResponse }

/** The answer of those who get the same next cursor: all who wait at a position, but for the turn of an interval. */
function prepareShared(wire: EncodedDelta, cursor: number): RawResponse {
  const next = nextCursor(cursor, !isNothingNew(wire))
  const make = (): LastShared => {
    const { headers, body } = sharedPoll(wire, cursor)
    return { next, raw: new RawResponse(headers, body) }
  }
  const last = getOrEncode(wire, "shared poll", make)
  if (last.next !== next) Object.assign(last, make())
  return last.raw
}
