import { type AppError, type ErrorCode, toAppError } from "./errors"
import { logError, logInfo } from "./log"
import { getRequestId } from "./request-id"
import { singleton } from "./singleton"

/** Refusals worth a log line each: signs of an attack or a wrong setup. */
const REFUSALS = new Set<ErrorCode>([
  "forbidden",
  "foreign_origin",
  "invalid_token",
  "wrong_setup_token",
  "wrong_cron_secret",
  "wrong_metrics_token",
])
/** Limits that work as intended; metrics count them. */
const LIMITS = new Set<ErrorCode>(["busy", "too_many_readers", "restarting"])
/** A fault that all readers meet is one line per interval, and all their responses quote it. */
const REPEAT_INTERVAL_MS = 1_000

/** The request that failed: its headers, and a name of what it asked for. */
export type ErrorSource = { requestHeaders?: Headers | undefined; what?: string | undefined }

type Reported = { at: number; reference: string }

/**
 * Maps anything thrown to the error that people may see. Faults of ours go to the log under the
 * reference that the response carries.
 */
export function reportError(thrown: unknown, event: string, { requestHeaders, what }: ErrorSource = {}): AppError {
  const error = toAppError(thrown)
  if (REFUSALS.has(error.code)) logInfo("access_denied", { code: error.code, what: what ?? event })
  if (error.status < 500 || LIMITS.has(error.code)) return error
  const reported = singleton("reported faults", () => new Map<ErrorCode, Reported>())
  const last = reported.get(error.code)
  const now = performance.now()
  if (error.code !== "internal" && last && now - last.at < REPEAT_INTERVAL_MS) {
    error.reference = last.reference
    return error
  }
  error.reference = getRequestId(requestHeaders ?? new Headers())
  reported.set(error.code, { at: now, reference: error.reference })
  logError(event, thrown, { code: error.code, reference: error.reference, what })
  return error
}
