import type { z } from "zod"
import { AppError } from "./errors"

/** Checks a value from outside against a schema; throws `invalid_input` with one issue per wrong field. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError("invalid_input", {
    issues: result.error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })),
  })
}
