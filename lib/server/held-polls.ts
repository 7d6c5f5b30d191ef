import type { ServerResponse } from "node:http"
import type { Admission } from "@/lib/live/admission"
import { changesAnswer } from "@/lib/live/answer-changes"
import { type Channel, Waiter } from "@/lib/live/channel"
import type { Hub } from "@/lib/live/hub"
import type { Snapshot } from "@/lib/live/read-changes"
import { frameOf, type WireDelta } from "@/lib/live/wire"
import { forgetHeaders } from "./forget-headers"
import { PreparedAnswer } from "./prepared-answer"
import { readerAddress } from "./reader-address"

/** Answers in the ordinary way, when the next delta is not at hand. Knows the request from its response. */
type AnswerOtherwise = (response: ServerResponse) => void

/** A long poll at the blog's position: which change it waits for, and how long. */
export type HeldQuestion = { url: string; hub: Hub; channel: Channel; snapshot: Snapshot; milliseconds: number }

const MOST_QUESTIONS = 500

/**
 * Holds long polls that are at the blog's position, for the price of one object and one timer, and answers them with the
 * one answer that all who wait there get. Readers at one position ask by one address, so it is parsed once.
 */
export class HeldPolls {
  private readonly questions = new Map<string, HeldQuestion>()

  constructor(
    private readonly longestWait: number,
    readonly admission: Admission,
    readonly answerOtherwise: AnswerOtherwise,
  ) {}

  /** The question of an address that was asked before and is at the blog's position still; else null. */
  known(url: string): HeldQuestion | null {
    const question = this.questions.get(url)
    if (!question) return null
    const { hub, channel, snapshot } = question
    if (channel.snapshot === snapshot && hub.isCurrent(channel)) return question
    this.questions.delete(url)
    return null
  }

  /** The question of a request for changes; null when it is at another position, or not to be held. */
  parse(hub: Hub, url: string, slug: string, query: URLSearchParams): HeldQuestion | null {
    const channel = hub.peek(slug)
    if (!channel) return null
    const { snapshot } = channel
    if (query.get("epoch") !== snapshot.epoch || query.get("after") !== String(snapshot.version)) return null
    const seconds = Number(query.get("wait"))
    if (!Number.isSafeInteger(seconds) || seconds <= 0) return null
    const question = { url, hub, channel, snapshot, milliseconds: Math.min(seconds, this.longestWait) * 1000 }
    if (this.questions.size >= MOST_QUESTIONS) this.questions.clear()
    this.questions.set(url, question)
    return question
  }

  /** False when there are too many readers already. */
  hold(question: HeldQuestion, response: ServerResponse): boolean {
    const address = readerAddress(response.req)
    if (!this.admission.enter(address)) return false
    forgetHeaders(response.req)
    // The same letters, but not a text of its own for each.
    response.req.url = question.url
    new HeldAnswer(question, response, address, this)
    return true
  }
}

// A class and one listener: what ten thousand readers hold is counted in bytes, and collected as garbage at each change.
class HeldAnswer extends Waiter {
  constructor(
    private readonly question: HeldQuestion,
    private readonly response: ServerResponse,
    address: string,
    private readonly polls: HeldPolls,
  ) {
    super(question.channel, question.snapshot.version, question.milliseconds)
    response.on("close", () => {
      this.leave()
      polls.admission.leave(address)
    })
  }

  protected answer(): void {
    const { question, response } = this
    const { hub, channel, snapshot } = question
    const wire = channel.snapshot.blog ? hub.peekChanges(channel, snapshot.epoch, snapshot.version) : null
    if (!wire) {
      this.polls.answerOtherwise(response)
      return
    }
    frameOf(wire, "held poll", prepare).send(response)
  }
}

function prepare(wire: WireDelta): PreparedAnswer {
  const { headers, body } = changesAnswer(wire, true)
  return new PreparedAnswer(headers, body)
}
