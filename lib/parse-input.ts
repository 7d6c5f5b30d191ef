import type { z } from "zod"
import { AppError, type Issue } from "./errors"

/** Deeper than any document; beyond it, the engine and the database fail with errors of their own. */
const MAX_DEPTH = 250
/** More than 512 KB of JSON hold. What a server action is given may contain itself. */
const MAX_VALUES = 100_000
/** More than any object has that we know. */
const MAX_KEYS = 1_000
const MAX_ISSUES = 20
const UNSTORABLE = "There is a character here that cannot be stored (NUL, or half of a surrogate pair). Remove it."

/**
 * Checks a value from outside against a schema; throws `invalid_input` with one issue per wrong field. No field, whatever
 * its schema says, takes text that the database cannot hold.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  requireStorable(value)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError("invalid_input", {
    issues: result.error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })),
  })
}

function requireStorable(root: unknown): void {
  const issues: Issue[] = []
  const path: string[] = []
  let values = 0
  const look = (value: unknown): void => {
    values += 1
    if (typeof value === "string" && !isStorable(value)) issues.push({ path: path.join("."), message: UNSTORABLE })
    if (issues.length >= MAX_ISSUES || typeof value !== "object" || value === null) return
    if (path.length === MAX_DEPTH) throw refusal([{ path: "", message: `Values may be nested ${MAX_DEPTH} deep.` }])
    const isList = Array.isArray(value)
    if (isList && values + value.length > MAX_VALUES) throw tooMany(MAX_VALUES, "values")
    const entries = Object.entries(value)
    if (!isList && entries.length > MAX_KEYS) throw tooMany(MAX_KEYS, "fields")
    for (const [key, child] of entries) {
      if (values > MAX_VALUES) throw tooMany(MAX_VALUES, "values")
      if (!isStorable(key)) issues.push({ path: path.join("."), message: UNSTORABLE })
      path.push(key)
      look(child)
      path.pop()
    }
  }
  look(root)
  if (issues.length > 0) throw refusal(issues)
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0")
}

function tooMany(most: number, what: string): AppError {
  return refusal([{ path: "", message: `Send at most ${most} ${what}.` }])
}

function refusal(issues: Issue[]): AppError {
  return new AppError("invalid_input", { issues })
}
