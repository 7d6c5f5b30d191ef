import { createHash } from "node:crypto"
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import { AppError } from "@/lib/errors"
import { matchesEtag, PUBLIC_CACHE_CONTROL } from "@/lib/http/etag"
import { outgoing } from "@/lib/http/outgoing"
import { writeError } from "@/lib/http/write-payload"
import { errorPageMessages } from "@/lib/i18n/error-page-messages"
import { messagesFor } from "@/lib/i18n/locales"
import { toPolicy } from "@/lib/security-headers/rules.js"

/** A page as Next rendered it. */
export type RenderedPage = { status: number; headers: IncomingMessage["headers"]; body: Buffer }

const policyFor = (ancestors: string[]) => toPolicy({ scripts: ["'none'"], ancestors, development: false })

/** The page reloads after some seconds, not for all readers in the same one. */
const RETRY_AFTER_SECONDS = 8

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:18px/1.6 Georgia,serif;background:#fff;color:#4a4f55}
main{max-width:38rem;margin:12vh auto;padding:0 1.5rem}p{margin:1.25rem 0 0}.code{font:600 14px system-ui,sans-serif;color:#b3261e}
h1{margin:.75rem 0 0;font-size:2.5rem;line-height:1.15;color:#15181b}a{display:inline-block;padding:.6rem 1.25rem;border-radius:2rem;
font:500 16px system-ui,sans-serif;color:#fff;background:#15181b;text-decoration:none}
@media(prefers-color-scheme:dark){body{background:#101214;color:#b4bac1}h1{color:#f1f3f5}.code{color:#ff8a80}a{background:#f1f3f5;color:#101214}}`

/** A page without app or script: sent when the app fails and no older page may be shown. */
export function renderErrorPage(failed: RenderedPage, language: string, isEmbed = false): RenderedPage {
  const words = errorPageMessages(language)
  const html = `<!DOCTYPE html><html lang="${words.language}" dir="${words.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${words.title}</title><style>${STYLE}</style></head><body><main><p class="code">${words.code}</p>
<h1>${words.title}</h1><p>${words.hint}</p><p><a href="">${words.again}</a></p></main></body></html>`
  const seconds = RETRY_AFTER_SECONDS + Math.floor(Math.random() * RETRY_AFTER_SECONDS)
  const headers = {
    ...failed.headers,
    "content-type": "text/html; charset=utf-8",
    // An embed that failed once reloads within its frame; these words are the same for everyone.
    "content-security-policy": policyFor(isEmbed ? ["*"] : []),
    refresh: String(seconds),
    "retry-after": String(seconds),
  }
  return { status: failed.status, headers, body: Buffer.from(html) }
}

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

/** Pictures are compressed already. */
const IS_TEXT = /^text\/|[/+](json|xml)\b/
/** Of headers and what is around them. */
const HEAD_BYTES = 4_000

type Coded = { body: Buffer; headers: OutgoingHttpHeaders }

/** A finished page: its bytes, each coding of them made once, and the headers that go with them. */
export class CachedPage {
  readonly renderedAt = Date.now()
  readonly status: number
  private readonly etag: string
  private readonly headers: OutgoingHttpHeaders
  private readonly plain: Coded
  private readonly isText: boolean
  private readonly coded = new Map<Encoding, Coded | Promise<Coded>>()
  private old: CachedPage | null = null
  private codedBytes = 0
  /** Called when a coding, or the page as an old one, was added. */
  onGrow: () => void = () => {}

  /** \`isPrivate\`: it shows what its reader typed, so no cache outside may keep it. */
  constructor(
    private readonly rendered: RenderedPage,
    isPrivate = false,
  ) {
    const { status, headers, body } = rendered
    this.status = status
    this.etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`
    const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name))
    this.isText = IS_TEXT.test(headers["content-type"] ?? "")
    this.headers = {
      ...Object.fromEntries(kept),
      ...(this.isText ? { vary: addToVary(headers.vary) } : {}),
      "cache-control": isPrivate ? "private, no-store" : (CACHE_CONTROL[status] ?? "no-store"),
      ...(status === 200 ? { etag: this.etag } : {}),
    }
    this.plain = { body, headers: { ...this.headers, "content-length": body.byteLength } }
  }

  /** Bytes held, codings included. */
  get size(): number {
    return HEAD_BYTES + this.plain.body.byteLength + this.codedBytes + (this.old?.size ?? 0)
  }

  /** The same page for while nothing newer can be had, with a line on top that says so. Made once; a file stays as it is. */
  withStaleNotice(language: string): CachedPage {
    if (!this.rendered.headers["content-type"]?.startsWith("text/html")) return this
    if (this.old) return this.old
    this.old = this.withNotice(language)
    this.old.onGrow = () => this.onGrow()
    this.onGrow()
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
    const encoding = this.isText ? pickEncoding(accepted?.toString() ?? "") : null
    if (!encoding) return this.plain
    const known = this.coded.get(encoding)
    if (known) return known
    const made = ENCODERS[encoding](this.plain.body).then((body) => {
      const coded = {
        body,
        headers: { ...this.headers, "content-encoding": encoding, "content-length": body.byteLength },
      }
      this.coded.set(encoding, coded)
      this.codedBytes += body.byteLength
      this.onGrow()
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
  if (request.method !== "HEAD" && !outgoing.admit(response, body))
    return void writeError(new AppError("busy"), response)
  response.writeHead(status, { ...headers, "server-timing": `age;dur=${Date.now() - renderedAt}` })
  response.end(request.method === "HEAD" ? undefined : body)
}
