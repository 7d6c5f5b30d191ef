import { logError } from "@/lib/log"
import { reportError } from "@/lib/report-error"
import { getRequestId } from "@/lib/request-id"
import { responseHeaders } from "@/lib/security-headers/response-headers"

import { notePageFailure } from "./page-failures"

type PageRequest = { path: string; method: string; headers: NodeJS.Dict<string | string[]> }

/** Notes an error that Next caught; `reference` is what the page shows of it, so that people can quote it. */
export function logPageError(error: unknown, { method, headers }: PageRequest, route: string): void {
  const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined
  const request = getRequestId(new Headers(told))
  notePageFailure(request, error)
  logError("page", error, { method, route, reference: digest, request })
}

const HEADERS = { "cache-control": "no-store" }
/** After so many seconds what was too much, or is away, may be asked for again, unless the error knows better. */
const DEFAULT_RETRY_AFTER_SECONDS = 60

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
