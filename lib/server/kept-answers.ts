import type { IncomingMessage, ServerResponse } from "node:http"
import type { Answer } from "@/lib/live/answer"
import { counts } from "@/lib/metrics/counts"
import { readHeader } from "./read-header"

const MOST_ANSWERS = 2_000
const MOST_BYTES = 8_000_000
/** A page of ten thousand posts is answered anew each time rather than pushing everything else out. */
const MOST_BYTES_EACH = 256_000

/** Names and values in turn: the form that Node writes with the least work. */
type Head = string[]
type Kept = {
  head: Head
  /** Head and body as they left in this second of the process, a letter for each byte. */
  written: { second: number; text: string } | null
  headOfUnchanged: Head
  etag: string | undefined
  /** A letter for each byte. */
  body: string
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
      write(kept, request, response)
    }
    return true
  }

  /** Keeps an answer that may be given again. */
  keep({ method, url = "" }: IncomingMessage, { status, headers, body, holds, asking }: Answer): void {
    if ((method !== "GET" && method !== "HEAD") || status !== 200 || !holds?.()) return
    const bytes = Buffer.from(body ?? "")
    if (bytes.length > MOST_BYTES_EACH) return
    const answers = this.byMethod[method]
    const known = answers.get(url)
    if (known) this.drop(method, url, known)
    this.makeRoom(bytes.length)
    const headOfUnchanged = Object.entries(headers).flat()
    const head = body === null ? headOfUnchanged : [...headOfUnchanged, "Content-Length", String(bytes.length)]
    answers.set(url, {
      head,
      written: null,
      headOfUnchanged,
      etag: headers.ETag,
      body: bytes.toString("latin1"),
      holds,
      asking: asking ?? NOBODY,
    })
    this.bytes += bytes.length
  }

  private makeRoom(bytes: number): void {
    if (!this.isFull(bytes)) return
    this.dropWhere(({ holds }) => !holds())
    // All of them hold: somebody asks for many positions. Begin anew rather than guess which ones matter.
    if (this.isFull(bytes)) this.dropWhere(() => true)
  }

  private isFull(bytes: number): boolean {
    const { GET, HEAD } = this.byMethod
    return GET.size + HEAD.size >= MOST_ANSWERS || this.bytes + bytes > MOST_BYTES
  }

  private dropWhere(isOver: (kept: Kept) => boolean): void {
    for (const method of ["GET", "HEAD"] as const) {
      for (const [url, kept] of this.byMethod[method]) if (isOver(kept)) this.drop(method, url, kept)
    }
  }

  private drop(method: "GET" | "HEAD", url: string, kept: Kept): void {
    if (this.byMethod[method].delete(url)) this.bytes -= kept.body.length
  }
}

/** What Node keeps the head in until it leaves: not in its documents, but what `headersSent` has always been made of. */
type WithHead = ServerResponse & { _header: string | null }

/**
 * Sends head and body in one write. They are the same for everybody but for the second in the date, while Node would check
 * and join all lines of the head anew for each answer and write the body apart: a third of what an answer costs. So the
 * head that it made for the first answer of a second, with the body behind it, leaves in place of the heads of the others.
 */
function write(kept: Kept, request: IncomingMessage, response: ServerResponse): void {
  const { head, body, written } = kept
  const withHead = response as WithHead
  const isOrdinary = response.shouldKeepAlive && request.httpVersionMinor === 1
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
    kept.written = { second, text: Buffer.from(withHead._header + body, "latin1").toString("latin1") }
  response.end(body, "latin1")
}
