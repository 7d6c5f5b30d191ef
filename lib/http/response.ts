import { type AppError, type ErrorCode, toAppError } from "@/lib/errors"
import { logError, logInfo } from "@/lib/log"
import { getRequestId } from "@/lib/request-id"
import { responseHeaders } from "@/lib/security-headers/response-headers"

const HEADERS = { "cache-control": "no-store" }
/** After so many seconds what was too much, or is away, may be asked for again, unless the error knows better. */
const DEFAULT_RETRY_AFTER_SECONDS = 60

/** What somebody tried who may not: a line of the log each, for who watches it. */
const REFUSALS = new Set<ErrorCode>([
  "forbidden",
  "foreign_origin",
  "invalid_token",
  "wrong_setup_token",
  "wrong_cron_secret",
  "wrong_metrics_token",
])

/** A JSON answer that nobody keeps. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...responseHeaders(), ...HEADERS, ...headers } })
}

/** An answer without a body: the thing is done. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { ...responseHeaders(), ...HEADERS } })
}

/** The answer to anything thrown: `{error: {code, message, ...}}` and what the error carries for its reader. */
export function errorResponse(thrown: unknown, event: string, asked = new Headers()): Response {
  const error = reportError(thrown, event, asked)
  const isForNow = [429, 503, 507].includes(error.status)
  const headers: Record<string, string> = isForNow
    ? { "retry-after": String(error.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS) }
    : {}
  if (error.code === "invalid_token") headers["www-authenticate"] = "Bearer"
  return json(error.status, { error: error.toPublic(), ...error.details }, headers)
}

/**
 * What people may see of anything thrown; what is our fault is written to the log, under a reference that they are given.
 * `asked`: the headers of the request.
 */
export function reportError(thrown: unknown, event: string, asked = new Headers()): AppError {
  const error = toAppError(thrown)
  if (REFUSALS.has(error.code)) logInfo("refused", { code: error.code, what: event })
  if (error.status < 500) return error
  error.reference = getRequestId(asked)
  logError(event, thrown, { code: error.code, reference: error.reference })
  return error
}
