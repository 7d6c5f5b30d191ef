import { unstable_isUnrecognizedActionError as isUnrecognizedActionError } from "next/navigation"
import { ERRORS, type ErrorCode, type Issue } from "@/lib/errors"

/** Failures that go away by themselves, or by signing in: the save is sent again with the same key. */
const PASSING = new Set<Failure["code"]>([
  "network",
  "no_answer",
  "internal",
  "blog_busy",
  "database_unavailable",
  "database_busy",
  "database_full",
  "database_read_only",
  "database_failing",
  "restarting",
  "too_many_requests",
  "not_signed_in",
  "other_person",
  "outdated",
])

export function isTransient(failure: Failure): boolean {
  return PASSING.has(failure.code)
}

export function isSignedOut(failure: Failure | null | undefined): boolean {
  return failure?.code === "not_signed_in" || failure?.code === "other_person"
}

/** What went wrong with something the desk asked for; the codes beside `ErrorCode` are found out on this side. */
export type Failure = {
  code: ErrorCode | "network" | "no_answer" | "outdated"
  message: string
  issues?: Issue[] | undefined
  /** Under which the server's log knows it. */
  reference?: string | undefined
}

export type Result<T> =
  | { ok: true; data: T }
  | { ok: false; error: Failure; details?: Record<string, unknown> | undefined }

/** A server action as the desk calls it. */
export type Act<Input, Data> = (input: Input) => Promise<Result<Data>>

const NETWORK = "The server cannot be reached. Check your connection and try again; your text is kept."
const OUTDATED = "A new version of the desk is here. Reload this page, then try again; your text is kept."

/** Calls a server action and turns what it may throw (no network, an old page, a broken answer) into a failure. */
export async function attempt<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call()
  } catch (thrown) {
    return { ok: false, error: toFailure(thrown) }
  }
}

export function toFailure(thrown: unknown): Failure {
  if (isUnrecognizedActionError(thrown)) return { code: "outdated", message: OUTDATED }
  // What `fetch` throws when no answer came at all.
  if (thrown instanceof TypeError) return { code: "network", message: NETWORK }
  return { code: "internal", message: ERRORS.internal.message }
}
