import { AppError, toAppError } from "@/lib/errors"
import { logError } from "@/lib/log"
import { newReference } from "@/lib/request-id"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/**
 * What an endpoint answers, free of any server's own types, so that every mount can send it. `holds` tells whether asking
 * again would give the same answer; an answer without it is good for one request alone.
 */
export type ResponsePayload = {
  status: number
  headers: Record<string, string>
  /** What may be large is bytes: all who get it share them, however slowly they take them. */
  body: string | Buffer<ArrayBuffer> | null
  holds?: () => boolean
  /** Counts the readers who ask this: raised for each answer, kept ones too. */
  asking?: { count: number }
}

/** Public reading, without cookies: any site may ask, so that front ends of others can point here. */
const OPEN_TO_ALL = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Last-Update-At, ETag, Retry-After",
}
/** What front ends of others send beside what any page may: Wagtail Live its token, event streams their position. */
const ALLOWED_HEADERS = "X-CSRFToken, Content-Type, If-None-Match, Last-Event-ID"

export function jsonPayload(
  status: number,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
): ResponsePayload {
  return {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...responseHeaders(),
      ...OPEN_TO_ALL,
      ...headers,
    },
    body,
  }
}

export function errorPayload(thrown: unknown): ResponsePayload {
  const error = toAppError(thrown)
  // That the database is away is told once by who notices, and not by every reader.
  if (error.code === "internal") {
    error.reference = newReference()
    logError("live", thrown, { reference: error.reference })
  }
  const isForNow = error.status === 503 || error.status === 429
  const headers: Record<string, string> = isForNow ? { "Retry-After": String(error.retryAfter ?? 2) } : {}
  return jsonPayload(error.status, JSON.stringify({ error: error.toPublic() }), headers)
}

/** The answer for a browser that asks whether it may ask. */
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
