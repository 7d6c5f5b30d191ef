import { AppError, type ErrorCode, type PublicError } from "@/lib/errors"
import { CURSOR_HEADER } from "@/lib/protocol/poll-cursor"
import { type ErrorSource, reportError } from "@/lib/report-error"
import { ownResponseHeaders, responseHeaders } from "@/lib/security-headers/response-headers"

/** A response free of server types: `toResponse` for route handlers, `writePayload` for node:http. */
export type ResponsePayload = {
  status: number
  headers: Record<string, string>
  /** Large bodies are bytes, which all receivers share however slowly they read. */
  body: string | Buffer<ArrayBuffer> | null
  /** True while a repeated request would get the same response; without it the response is not reused. */
  holds?: () => boolean
  /** Counter of polls: raised for each response, cached ones too. */
  polls?: { count: number }
}

/** Public reading, without cookies: front ends of other sites may use these endpoints. */
const OPEN_TO_ALL = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": `Last-Update-At, ETag, Retry-After, ${CURSOR_HEADER}`,
}
/** Headers of other front ends: Wagtail Live sends its token, event streams their position. */
const ALLOWED_HEADERS = "X-CSRFToken, Content-Type, If-None-Match, Last-Event-ID"

/** Who may read a response: any site's scripts, or only our own pages and programs; `readers`: public, with no word for editors. */
type Audience = "public" | "own" | "readers"

export function jsonPayload(
  status: number,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
  audience: Audience = "public",
): ResponsePayload {
  return {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(audience === "own" ? ownResponseHeaders() : { ...responseHeaders(), ...OPEN_TO_ALL }),
      ...headers,
    },
    body,
  }
}

/** Errors that `Authorization: Bearer` can mend. */
const NEEDS_BEARER = new Set<ErrorCode>(["invalid_token", "wrong_cron_secret", "wrong_metrics_token"])

/** Log event and request of an error, and who may read the response. */
export type ErrorContext = ErrorSource & { event?: string; audience?: Audience }

/**
 * The response to anything thrown: `{error: {code, message, ...}}` and the error's details. Every
 * server and route handler uses it, so the same error looks the same everywhere.
 */
export function errorPayload(
  thrown: unknown,
  { event = "live.error", audience, ...source }: ErrorContext = {},
): ResponsePayload {
  const error = reportError(thrown, event, source)
  const headers = {
    ...(error.retryAfter === undefined ? {} : { "Retry-After": String(error.retryAfter) }),
    ...(NEEDS_BEARER.has(error.code) ? { "WWW-Authenticate": "Bearer" } : {}),
  }
  const shown = audience === "readers" ? forReaders(error.toPublic()) : error.toPublic()
  return jsonPayload(error.status, JSON.stringify({ error: shown, ...error.details }), headers, audience)
}

/** Readers and their programs have no text here that could be kept. */
function forReaders({ message, ...error }: PublicError): PublicError {
  const words = message.replace(/Your text is kept: (\w)/, (_, letter: string) => letter.toUpperCase())
  return { ...error, message: words }
}

/** The same response with more headers. */
export function withHeaders(payload: ResponsePayload, headers: Record<string, string>): ResponsePayload {
  return { ...payload, headers: { ...payload.headers, ...headers } }
}

/** The response to HEAD. */
export function withoutBody(payload: ResponsePayload): ResponsePayload {
  return { ...payload, body: null }
}

/** A payload as the response of a route handler. */
export function toResponse({ status, headers, body }: ResponsePayload): Response {
  return new Response(body, { status, headers })
}

/** The response to a CORS preflight. */
export function preflightPayload(methods: string): ResponsePayload {
  const headers = {
    ...responseHeaders(),
    ...OPEN_TO_ALL,
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": ALLOWED_HEADERS,
    "Access-Control-Max-Age": "86400",
  }
  return { status: 204, headers, body: null }
}

/** A whole number from a query: `invalid_cursor` when it is missing or anything else. */
export function requireInteger(text: string | null): number {
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new AppError("invalid_cursor")
  return value
}
