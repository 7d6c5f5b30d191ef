import { logError } from "@/lib/log"
import { getRequestId } from "@/lib/request-id"
import { ownResponseHeaders } from "@/lib/security-headers/response-headers"
import { notePageFailure } from "./page-failures"
import { errorPayload, jsonPayload, toResponse } from "./payload"

type PageRequest = { path: string; method: string; headers: NodeJS.Dict<string | string[]> }

/** Notes an error that Next caught; `reference` is what the page shows of it, so that people can quote it. */
export function logPageError(error: unknown, { method, headers }: PageRequest, route: string): void {
  const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined
  const request = getRequestId(new Headers(told))
  notePageFailure(request, error)
  logError("page.error", error, { method, route, reference: digest, request })
}

/** A JSON response that no cache keeps. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return toResponse(jsonPayload(status, JSON.stringify(body), headers, "own"))
}

/** 204. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { ...ownResponseHeaders(), "Cache-Control": "no-store" } })
}

/** `errorPayload` for route handlers that serve our own pages and programs. */
export function errorResponse(thrown: unknown, what: string, requestHeaders?: Headers): Response {
  return toResponse(errorPayload(thrown, { event: "api.error", what, requestHeaders, audience: "own" }))
}
