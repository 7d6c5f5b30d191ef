import { logInfo } from "@/lib/log"
import { hashSecret } from "@/lib/secret-token"

type Facts = {
  /** Whose account it is about, and who did it, by their ids. */
  person?: string | undefined
  by?: string | null
  /** An email address that somebody typed: only so much of its hash that tries for the same one can be told. */
  account?: string
  /** Where it came from. */
  address?: string | null
  invite?: string
}

/**
 * One line of the log for what touches accounts and sessions, beside the audit log of each blog: `{"event":"security","what":…}`.
 * Ids and addresses stand in it, no name, email address or secret.
 */
export function logSecurity(what: string, { account, ...facts }: Facts = {}): void {
  const hashed = account === undefined ? {} : { account: hashSecret(account).slice(0, 12) }
  logInfo("security", { what, ...facts, ...hashed })
}
