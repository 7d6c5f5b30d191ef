import type { Env } from "@/lib/env"

/** What one check found: what is so, and what to do about it. */
export type CheckResult = {
  check: string
  state: "ok" | "warning" | "failed" | "skipped"
  words: string
  fix?: string
}

/** The public blog that the ways to readers are tried with. */
export type Sample = { slug: string; epoch: string; version: number }

export type CheckContext = {
  env: Env
  /** Where readers reach the server that runs; null: none does. */
  url: string | null
  /** Null: the database that comes along, and it does not run. */
  databaseUrl: string | null
  sample: Sample | null
  /** This machine's clock. */
  now: () => number
}

export type DoctorCheck = (patient: CheckContext) => Promise<CheckResult[]>

export function ok(check: string, words: string): CheckResult {
  return { check, state: "ok", words }
}

export function skipped(check: string, words: string): CheckResult {
  return { check, state: "skipped", words }
}

export function warning(check: string, words: string, fix: string): CheckResult {
  return { check, state: "warning", words, fix }
}

export function failed(check: string, words: string, fix: string): CheckResult {
  return { check, state: "failed", words, fix }
}

/** What was thrown, in one line. */
export function inShort(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const cause = thrown.cause instanceof Error ? thrown.cause : thrown
  const code = "code" in cause ? `${String(cause.code)} ` : ""
  return `${code}${cause.message}`.trim() || cause.name
}
