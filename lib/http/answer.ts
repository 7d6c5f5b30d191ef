import { type AppError, toAppError } from "@/lib/errors"
import { logError } from "@/lib/log"
import { getRequestId } from "@/lib/request-id"

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" }

/** A JSON answer that nobody keeps. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } })
}

/** An answer without a body: the thing is done. */
export function done(): Response {
  return new Response(null, { status: 204, headers: HEADERS })
}

/** The answer to anything thrown: `{error: {code, message, ...}}` and what the error carries for its reader. */
export function answerError(thrown: unknown, event: string, asked = new Headers()): Response {
  const error = reportError(thrown, event, asked)
  const headers: Record<string, string> = error.status === 429 || error.status === 503 ? { "retry-after": "60" } : {}
  if (error.code === "invalid_token") headers["www-authenticate"] = "Bearer"
  return answer(error.status, { error: error.toPublic(), ...error.details }, headers)
}

/**
 * What people may see of anything thrown; what is our fault is written to the log, under a reference that they are given.
 * `asked`: the headers of the request.
 */
export function reportError(thrown: unknown, event: string, asked = new Headers()): AppError {
  const error = toAppError(thrown)
  if (error.status < 500) return error
  error.reference = getRequestId(asked)
  logError(event, thrown, { code: error.code, reference: error.reference })
  return error
}
