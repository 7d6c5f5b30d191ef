import { logError } from "@/lib/log"
import { getRequestId } from "@/lib/request-id"
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
