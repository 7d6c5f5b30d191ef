import { type AppError, type ErrorCode, toAppError } from "./errors"
import { logError, logInfo } from "./log"
import { getRequestId } from "./request-id"

/** Refusals worth a log line each: signs of an attack or a wrong setup. */
const REFUSALS = new Set<ErrorCode>([
  "forbidden",
  "foreign_origin",
  "invalid_token",
  "wrong_setup_token",
  "wrong_cron_secret",
  "wrong_metrics_token",
])

/**
 * Maps anything thrown to the error that people may see. Faults of ours go to the log under the
 * reference that the response carries. `asked`: the headers of the request.
 */
export function reportError(thrown: unknown, event: string, asked = new Headers()): AppError {
  const error = toAppError(thrown)
  if (REFUSALS.has(error.code)) logInfo("refused", { code: error.code, what: event })
  if (error.status < 500) return error
  error.reference = getRequestId(asked)
  logError(event, thrown, { code: error.code, reference: error.reference })
  return error
}
