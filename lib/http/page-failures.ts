import { type AppError, toAppError } from "@/lib/errors"
import { singleton } from "@/lib/singleton"

/** Failures that nobody has asked for: of answers that had begun already. */
const MAX_UNASKED = 1_000

/**
 * Notes why a page could not be drawn, under the request's name: Next has one status for all causes, and our server in front
 * of it tells them apart.
 */
export function notePageFailure(requestId: string, thrown: unknown): void {
  const known = failures()
  if (!known.has(requestId)) known.set(requestId, toAppError(thrown))
  const oldest = known.size > MAX_UNASKED ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
}

/** The failure of a request, once. */
export function takePageFailure(requestId: string): AppError | undefined {
  const failure = failures().get(requestId)
  failures().delete(requestId)
  return failure
}

function failures(): Map<string, AppError> {
  return singleton("page failures", () => new Map<string, AppError>())
}
