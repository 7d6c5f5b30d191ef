import { parseArgs } from "node:util"

/** The address of `--email` in small letters. Throws `usage` when it is missing or anything else is given. */
export function readEmail(usage: string): string {
  try {
    const { values } = parseArgs({ options: { email: { type: "string" } } })
    if (values.email?.trim()) return values.email.trim().toLowerCase()
  } catch (cause) {
    throw new Error(usage, { cause })
  }
  throw new Error(usage)
}
