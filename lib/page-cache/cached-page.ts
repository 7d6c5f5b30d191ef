import { createHash } from "node:crypto"
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import { matchesEtag, PUBLIC_CACHE_CONTROL } from "@/lib/http/etag"
import { messagesFor } from "@/lib/i18n/locales"
import type { RenderedPage } from "./renderer"

const ENCODERS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
}
type Encoding = keyof typeof ENCODERS

// What is not there now may be there soon.
const CACHE_CONTROL: Record<number, string> = { 200: PUBLIC_CACHE_CONTROL, 404: "public, max-age=0, s-maxage=1" }

// What belongs to one connection or one rendering, and what we say ourselves.
const NOT_KEPT = new Set([
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "etag",
  "keep-alive",
  "transfer-encoding",
])

type Coded = { body: Buffer; headers: OutgoingHttpHeaders }

/** A finished page: its bytes, each coding of them made once, and the headers that go with them. */
export class CachedPage {
  readonly renderedAt = Date.now()
  readonly status: number
  private readonly etag: string
  private readonly headers: OutgoingHttpHeaders
  private readonly plain: Coded
  private readonly coded = new Map<Encoding, Coded | Promise<Coded>>()
  private old: CachedPage | null = null
  /** Bytes held, codings included. */
  size: number

  constructor(private readonly rendered: RenderedPage) {
    const { status, headers, body } = rendered
    this.status = status
    this.etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`
    const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name))
    this.headers = {
      ...Object.fromEntries(kept),
      vary: addToVary(headers.vary),
      "cache-control": CACHE_CONTROL[status] ?? "no-store",
      ...(status === 200 ? { etag: this.etag } : {}),
    }
    this.plain = { body, headers: { ...this.headers, "content-length": body.byteLength } }
    this.size = body.byteLength
  }

  /** The same page for while nothing newer can be had, with a line on top that says so. Made once. */
  withStaleNotice(language: string): CachedPage {
    this.old ??= this.withNotice(language)
    return this.old
  }

  /** Sends the page in a coding that the browser takes, or tells it that it has the page already. */
  send(request: IncomingMessage, response: ServerResponse): void {
    if (this.status === 200 && matchesEtag(request.headers["if-none-match"], this.etag)) {
      response.writeHead(304, this.headers).end()
      return
    }
    const coded = this.code(request.headers["accept-encoding"])
    if ("then" in coded)
      coded
        .then((ready) => write(request, response, this.status, ready, this.renderedAt))
        .catch(() => response.destroy())
    else write(request, response, this.status, coded, this.renderedAt)
  }

  private withNotice(language: string): CachedPage {
    const notice = `<p role="status" class="bg-warn-soft px-4 py-3 text-center text-sm text-warn">${messagesFor(language).stale}</p>`
    const body = this.plain.body.toString("utf8").replace(/<body[^>]*>/, (start) => start + notice)
    return new CachedPage({ ...this.rendered, body: Buffer.from(body) })
  }

  private code(accepted: string | string[] | undefined): Coded | Promise<Coded> {
    const encoding = pickEncoding(accepted?.toString() ?? "")
    if (!encoding) return this.plain
    const known = this.coded.get(encoding)
    if (known) return known
    const made = ENCODERS[encoding](this.plain.body).then((body) => {
      const coded = {
        body,
        headers: { ...this.headers, "content-encoding": encoding, "content-length": body.byteLength },
      }
      this.coded.set(encoding, coded)
      this.size += body.byteLength
      return coded
    })
    this.coded.set(encoding, made)
    return made
  }
}

/** True for what a shared cache may keep, for a second. */
export function isCacheable(status: number): boolean {
  return status in CACHE_CONTROL
}

function addToVary(vary: string | undefined): string {
  if (!vary) return "Accept-Encoding"
  return /\baccept-encoding\b/i.test(vary) ? vary : `${vary}, Accept-Encoding`
}

function pickEncoding(accepted: string): Encoding | null {
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted)) return "br"
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted) ? "gzip" : null
}

/** How old the page is goes along: what it says of "now" was true then (components/reader/use-now.ts). */
function write(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  coded: Coded,
  renderedAt: number,
): void {
  const { body, headers } = coded
  if (response.destroyed) return
  response.writeHead(status, { ...headers, "server-timing": `age;dur=${Date.now() - renderedAt}` })
  response.end(request.method === "HEAD" ? undefined : body)
}
