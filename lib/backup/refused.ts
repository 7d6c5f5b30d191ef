import { cutText } from "@/lib/cut-text"
import { BackupError } from "./format"

/** What PostgreSQL quotes of a value may be as long as the value. */
const MAX_CHARACTERS = 300

/** By the class of PostgreSQL's code. */
const WORDS: Record<string, string> = {
  "08": "The connection to the database was lost",
  "25": "This database can only be read",
  "28": "This database lets nobody restore as this user",
  "42": "The database refuses a statement",
  "53": "No room is left for the database, or it has no connection or memory left",
  "55": "Something holds what is needed",
  "57": "The database ended the work",
  "58": "The database's disk fails",
}

/** Anything thrown while a backup is restored, in words. `what`: what was at work. */
export function toBackupError(error: unknown, what?: string): BackupError {
  if (error instanceof Error && error.name === "BackupError") return error
  if (error instanceof Error && error.name === "MigrationFailed")
    return new BackupError(`This backup cannot be brought up to date; nothing was changed.\n${error.message}`, {
      cause: error,
    })
  const said = error instanceof Error ? error.message || error.name : String(error)
  // Only what PostgreSQL itself answers has a severity.
  const code = error instanceof Error && "severity" in error && "code" in error ? String(error.code) : ""
  const words = WORDS[code.slice(0, 2)] ?? (code ? "The database refuses it" : "Restoring failed")
  const isLost = code === "" && /terminated|ECONN|EPIPE|closed|not queryable/i.test(said)
  const where = what ? ` (${what})` : ""
  const shown = said.length > MAX_CHARACTERS ? `${cutText(said, MAX_CHARACTERS)} …` : said
  const cause = `${isLost ? WORDS["08"] : words}${where}: ${shown}${code ? ` (${code})` : ""}`
  return new BackupError(`${cause}. Nothing was changed.`, { cause: error })
}
