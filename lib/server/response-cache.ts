import type { IncomingMessage, ServerResponse } from "node:http"
import { ByteCache } from "@/lib/cache"
import type { ResponsePayload } from "@/lib/http/payload"
import { counts } from "@/lib/metrics/counts"
import { RawResponse } from "./raw-response"
import { readHeader } from "./request"

const MAX_BYTES = 8 * 1024 * 1024
/** Larger bodies are cached by position, not by address. */
const MAX_BYTES_EACH = 256 * 1024

type Kept = {
  answer: RawResponse
  /** Names and values in turn. */
  headOfUnchanged: string[]
  etag: string | undefined
  holds: () => boolean
  polls: { count: number }
}

const UNCOUNTED = { count: 0 }

/**
 * Complete responses by method and address, looked up before a request is parsed: readers at one
 * position all send the same request. A response is sent only while it `holds`, so none is outdated.
 */
export class ResponseCache {
  private readonly answers = new ByteCache<Kept>("answers by address", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ answer }) => answer.bytes,
  })

  /** Sends the cached response of a request; false when there is none that holds. */
  send(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = "" } = request
    if (method !== "GET" && method !== "HEAD") return false
    const kept = this.answers.get(keyOf(method, url))
    if (!kept) return false
    if (!kept.holds()) {
      this.answers.delete(keyOf(method, url))
      return false
    }
    kept.polls.count += 1
    counts.keptAnswers += 1
    if (kept.etag !== undefined && readHeader(request, "if-none-match") === kept.etag) {
      response.writeHead(304, kept.headOfUnchanged).end()
    } else {
      kept.answer.send(response)
    }
    return true
  }

  /** Stores a reusable response. */
  store({ method, url = "" }: IncomingMessage, { status, headers, body, holds, polls }: ResponsePayload): void {
    if ((method !== "GET" && method !== "HEAD") || status !== 200 || !holds?.()) return
    if (Buffer.byteLength(body ?? "") > MAX_BYTES_EACH) return
    this.answers.set(keyOf(method, url), {
      answer: new RawResponse(headers, body),
      headOfUnchanged: Object.entries(headers).flat(),
      etag: headers.ETag,
      holds,
      polls: polls ?? UNCOUNTED,
    })
  }
}

function keyOf(method: string | undefined, url: string): string {
  return method === "HEAD" ? `HEAD ${url}` : url
}
