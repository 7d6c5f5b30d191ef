import type { Failure } from "@/components/desk/forms/result"

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
