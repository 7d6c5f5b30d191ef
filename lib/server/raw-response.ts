import type { ServerResponse } from "node:http"

import type { ResponsePayload } from "@/lib/http/payload"

/** Sends a finished answer. Returns nothing, so that it can stand where a value is missing. */
export function sendPayload(response: ServerResponse, { status, headers, body }: ResponsePayload): undefined {
  if (response.destroyed || response.headersSent) return
  const length = body === null ? {} : { "Content-Length": Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  response.end(body)
}

/** What Node keeps the head in until it leaves: not in its documents, but what `headersSent` has always been made of. */
type WithHead = ServerResponse & { _header: string | null }

/**
 * An answer that many get, sent to each in one write. It is the same for everybody but for the second in the date, while
 * Node would check and join all lines of the head anew for each and write the body apart: a third of what an answer costs.
 * So the head that it made for the first of a second, with the body behind it, leaves in place of the heads of the others.
 */
export class RawResponse {
  /** Of the body. */
  readonly bytes: number
  /** Names and values in turn: the form that Node writes with the least work. */
  private readonly head: string[]
  /** A letter for each byte, as in what was written. */
  private readonly body: string
  private written: { second: number; text: string } | null = null

  constructor(headers: Readonly<Record<string, string>>, body: string | null) {
    const bytes = Buffer.from(body ?? "")
    const length = body === null ? {} : { "Content-Length": String(bytes.length) }
    this.bytes = bytes.length
    this.head = Object.entries({ ...headers, ...length }).flat()
    this.body = bytes.toString("latin1")
  }

  send(response: ServerResponse): void {
    const { head, body, written } = this
    const withHead = response as WithHead
    const isOrdinary = response.shouldKeepAlive && response.req.httpVersionMinor === 1
    // Next puts something of its own in the place of `Date.now`, which asks first who wants to know.
    const second = Math.floor(performance.now() / 1000)
    if (isOrdinary && written?.second === second) {
      withHead._header = written.text
      response.end()
      return
    }
    response.writeHead(200, head)
    // Through bytes: a text that was put together from many parts would be put together again for each answer.
    if (isOrdinary && withHead._header)
      this.written = { second, text: Buffer.from(withHead._header + body, "latin1").toString("latin1") }
    response.end(body, "latin1")
  }
}
