import type { IncomingMessage, ServerResponse } from "node:http"
import type { Answer } from "@/lib/live/answer"
import { counts } from "@/lib/metrics/counts"
import { readHeader } from "./read-header"

const MOST_ANSWERS = 2_000
const MOST_CHARACTERS = 8_000_000
/** A page of ten thousand posts is answered anew each time rather than pushing everything else out. */
const MOST_CHARACTERS_EACH = 256_000

/** Names and values in turn: the form that Node writes with the least work. */
type Head = string[]
type Kept = {
  head: Head
  headOfUnchanged: Head
  etag: string | undefined
  body: string
  encoding: BufferEncoding
  holds: () => boolean
  asking: { count: number }
}

const NOBODY = { count: 0 }

/**
 * Whole answers by method and address, looked up before anything of a request is parsed: readers at one position all ask
 * the same question. An answer is given only while it `holds`, so nothing here can be out of date.
 */
export class KeptAnswers {
  private readonly byMethod = { GET: new Map<string, Kept>(), HEAD: new Map<string, Kept>() }
  private characters = 0

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
      response.writeHead(200, kept.head)
      // One write for head and body: letters of ASCII leave as they are.
      response.end(kept.body, kept.encoding)
    }
    return true
  }

  /** Keeps an answer that may be given again. */
  keep({ method, url = "" }: IncomingMessage, { status, headers, body, holds, asking }: Answer): void {
    if ((method !== "GET" && method !== "HEAD") || status !== 200 || !holds?.()) return
    const text = body ?? ""
    if (text.length > MOST_CHARACTERS_EACH) return
    const answers = this.byMethod[method]
    const known = answers.get(url)
    if (known) this.drop(method, url, known)
    this.makeRoom(text.length)
    const bytes = Buffer.byteLength(text)
    const headOfUnchanged = Object.entries(headers).flat()
    const head = body === null ? headOfUnchanged : [...headOfUnchanged, "Content-Length", String(bytes)]
    const encoding = bytes === text.length ? "latin1" : "utf8"
    answers.set(url, {
      head,
      headOfUnchanged,
      etag: headers.ETag,
      body: text,
      encoding,
      holds,
      asking: asking ?? NOBODY,
    })
    this.characters += text.length
  }

  private makeRoom(characters: number): void {
    if (!this.isFull(characters)) return
    this.dropWhere(({ holds }) => !holds())
    // All of them hold: somebody asks for many positions. Begin anew rather than guess which ones matter.
    if (this.isFull(characters)) this.dropWhere(() => true)
  }

  private isFull(characters: number): boolean {
    const { GET, HEAD } = this.byMethod
    return GET.size + HEAD.size >= MOST_ANSWERS || this.characters + characters > MOST_CHARACTERS
  }

  private dropWhere(isOver: (kept: Kept) => boolean): void {
    for (const method of ["GET", "HEAD"] as const) {
      for (const [url, kept] of this.byMethod[method]) if (isOver(kept)) this.drop(method, url, kept)
    }
  }

  private drop(method: "GET" | "HEAD", url: string, kept: Kept): void {
    if (this.byMethod[method].delete(url)) this.characters -= kept.body.length
  }
}
