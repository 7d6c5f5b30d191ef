import type { IncomingMessage, ServerResponse } from "node:http"
import type { ResponsePayload } from "@/lib/http/payload"
import { counts } from "@/lib/metrics/counts"
import { RawResponse } from "./raw-response"
import { readHeader } from "./request"

const MAX_ENTRIES = 2_000
const MAX_BYTES = 8_000_000
/** A page of ten thousand posts is answered anew each time rather than pushing everything else out. */
const MAX_ENTRY_BYTES = 256_000

type Kept = {
  answer: RawResponse
  /** Names and values in turn. */
  headOfUnchanged: string[]
  etag: string | undefined
  holds: () => boolean
  asking: { count: number }
}

const NOBODY = { count: 0 }

/**
 * Whole answers by method and address, looked up before anything of a request is parsed: readers at one position all ask
 * the same question. An answer is given only while it `holds`, so nothing here can be out of date.
 */
export class ResponseCache {
  private readonly byMethod = { GET: new Map<string, Kept>(), HEAD: new Map<string, Kept>() }
  private bytes = 0

  /** Sends the kept answer of a request; false when there is none that holds. */
  send(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = "" } = request
    if (method !== "GET" && method !== "HEAD") return false
    const kept = this.byMethod[method].get(url)
    if (!kept) return false
    if (!kept.holds()) {
      this.drop(method, url, kept)
      return false
    }
    kept.asking.count += 1
    counts.keptAnswers += 1
    if (kept.etag !== undefined && readHeader(request, "if-none-match") === kept.etag) {
      response.writeHead(304, kept.headOfUnchanged).end()
    } else {
      kept.answer.send(response)
    }
    return true
  }

  /** Keeps an answer that may be given again. */
  store({ method, url = "" }: IncomingMessage, { status, headers, body, holds, asking }: ResponsePayload): void {
    if ((method !== "GET" && method !== "HEAD") || status !== 200 || !holds?.()) return
    if (Buffer.byteLength(body ?? "") > MAX_ENTRY_BYTES) return
    const answer = new RawResponse(headers, body)
    const answers = this.byMethod[method]
    const known = answers.get(url)
    if (known) this.drop(method, url, known)
    this.makeRoom(answer.bytes)
    answers.set(url, {
      answer,
      headOfUnchanged: Object.entries(headers).flat(),
      etag: headers.ETag,
      holds,
      asking: asking ?? NOBODY,
    })
    this.bytes += answer.bytes
  }

  private makeRoom(bytes: number): void {
    if (!this.isFull(bytes)) return
    this.dropWhere(({ holds }) => !holds())
    // All of them hold: somebody asks for many positions. Begin anew rather than guess which ones matter.
    if (this.isFull(bytes)) this.dropWhere(() => true)
  }

  private isFull(bytes: number): boolean {
    const { GET, HEAD } = this.byMethod
    return GET.size + HEAD.size >= MAX_ENTRIES || this.bytes + bytes > MAX_BYTES
  }

  private dropWhere(isOver: (kept: Kept) => boolean): void {
    for (const method of ["GET", "HEAD"] as const) {
      for (const [url, kept] of this.byMethod[method]) if (isOver(kept)) this.drop(method, url, kept)
    }
  }

  private drop(method: "GET" | "HEAD", url: string, kept: Kept): void {
    if (this.byMethod[method].delete(url)) this.bytes -= kept.answer.bytes
  }
}
