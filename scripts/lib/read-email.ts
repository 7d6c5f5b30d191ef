import { parseArgs } from "node:util"

/** The address of `--email` in small letters. Throws `usage` when it is missing or anything else is given. */
export function readEmail(usage: string): string {
  return readEmailAndFlag(usage, "email").email
}

/** The same, and whether `--<flag>` is given, too. */
export function readEmailAndFlag(usage: string, flag: string): { email: string; hasFlag: boolean } {
  try {
    const { values } = parseArgs({ options: { [flag]: { type: "boolean" }, email: { type: "string" } } })
    const { email } = values
    if (typeof email === "string" && email.trim()) {
      return { email: email.trim().toLowerCase(), hasFlag: values[flag] === true }
    }
  } catch (cause) {
    throw new Error(usage, { cause })
  }
  throw new Error(usage)
}
