import { type AppError, toAppError } from "@/lib/errors"
import { singleton } from "@/lib/singleton"

/** Failures of responses that had begun: no one collects them. */
const MAX_UNASKED = 1_000

/**
 * Records why a page could not be rendered, under the request's id: Next has one status for all
 * causes, and our server in front of it tells them apart.
 */
export function notePageFailure(requestId: string, thrown: unknown): void {
  const known = failures()
  if (!known.has(requestId)) known.set(requestId, toAppError(thrown))
  const oldest = known.size > MAX_UNASKED ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
}

/** The failure of a request; removed when read. */
export function takePageFailure(requestId: string): AppError | undefined {
  const failure = failures().get(requestId)
  failures().delete(requestId)
  return failure
}

function failures(): Map<string, AppError> {
  return singleton("page failures", () => new Map<string, AppError>())
}
