import type { ServerResponse } from "node:http"
import { AppError } from "@/lib/errors"
import { outgoing } from "@/lib/http/outgoing"
import { writeError } from "@/lib/http/write-payload"

/** A text is copied for each reader who takes it slowly; readers of larger bodies share the bytes. */
const MAX_TEXT_BYTES = 16 * 1024
/** The head, and the objects around it. */
const HEAD_BYTES = 3_000

/** A 200 response that many readers get: head and body are prepared once. */
export class RawResponse {
  /** Held in memory, at most. */
  readonly bytes: number
  /** Names and values in turn: the form that Node writes with the least work. */
  private readonly head: string[]
  private readonly body: Buffer

  constructor(headers: Readonly<Record<string, string>>, body: string | Buffer | null) {
    this.body = typeof body === "string" ? Buffer.from(body) : (body ?? Buffer.alloc(0))
    const { length } = this.body
    this.bytes = HEAD_BYTES + (length > MAX_TEXT_BYTES ? 1 : 3) * length
    this.head = Object.entries({ ...headers, ...(body === null ? {} : { "Content-Length": String(length) }) }).flat()
  }

  send(response: ServerResponse): void {
    if (!outgoing.admit(response, this.body)) return void writeError(new AppError("busy"), response)
    response.writeHead(200, this.head).end(this.body)
  }
}
