/*
 * What PostgreSQL, Prisma, the network and the disk say when it is not the statement that is wrong, by their codes: SQLSTATE,
 * Prisma's P numbers, Node's names of errors. Texts are read only where an error has no code.
 */

/**
 * `away`: no answer. `busy`: too much load, or a lock of another session. `failing`: its own machine lets it down.
 * `disk`: not the database, but a file of ours cannot be written.
 */
export type DatabaseFault = "away" | "busy" | "full" | "readOnly" | "failing" | "disk"

const FAULTS: Record<DatabaseFault, readonly string[]> = {
  away: [
    ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
    ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"],
    ...["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"],
    // It stops, stopped, or starts; or it ended this session, which stood still.
    ...["57P01", "57P02", "57P03", "57P05", "25P03"],
  ],
  // No connection left; another session's lock; a deadlock; a statement that took too long.
  busy: ["53300", "55P03", "40001", "40P01", "57014", "P2034", "P2037"],
  full: ["53100"],
  readOnly: ["25006"],
  // No memory or files left for it, a limit of its own, a disk that errs, data that are damaged.
  failing: ["53000", "53200", "53400", "58000", "58030", "58P01", "XX001", "XX002"],
  disk: ["ENOSPC", "EDQUOT", "EROFS"],
}

const FAULT_OF = new Map(
  (Object.keys(FAULTS) as DatabaseFault[]).flatMap((fault) => FAULTS[fault].map((code) => [code, fault] as const)),
)

/** A lock held for too long, or a deadlock: the caller may retry immediately. */
const CONFLICTS = new Set(["55P03", "40001", "40P01", "P2034"])

// PostgreSQL has no code for these: they come under XX000, or under that of a missing right.
const TEXTS: [RegExp, DatabaseFault][] = [
  [/No space left on device|Disk quota exceeded|File too large/, "full"],
  [/Read-only file system/, "readOnly"],
]

// What the driver says of a connection, without any code.
const DRIVER_TEXTS =
  /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout|is not queryable$|^Cannot use a pool after calling end|Can't reach database server/

/** How many causes of causes are looked at. */
const MAX_DEPTH = 8

/** What is wrong with the database, if that is what is wrong; null for everything else. */
export function findDatabaseFault(thrown: unknown): DatabaseFault | null {
  const found = nodesOf(thrown)
  for (const { codes } of found) {
    const fault = codes.map((code) => FAULT_OF.get(code) ?? connectionFault(code)).find(Boolean)
    if (fault) return fault
  }
  for (const { codes, message } of found) {
    if (codes.length === 0 && DRIVER_TEXTS.test(message)) return "away"
    const text =
      codes.includes("XX000") || codes.includes("42501") ? TEXTS.find(([words]) => words.test(message)) : null
    if (text) return text[1]
  }
  return null
}

/** True when it was another one's lock that stood in the way. */
export function isLockConflict(thrown: unknown): boolean {
  return nodesOf(thrown).some(({ codes }) => codes.some((code) => CONFLICTS.has(code)))
}

function connectionFault(code: string): DatabaseFault | undefined {
  return /^08[0-9A-Z]{3}$/.test(code) ? "away" : undefined
}

type Node = { codes: string[]; message: string }

/** An error, what the driver told Prisma, and what caused each of them: not all of them are of the class `Error`. */
function nodesOf(thrown: unknown, depth = 0): Node[] {
  if (typeof thrown !== "object" || thrown === null || depth > MAX_DEPTH) return []
  const { code, originalCode, kind, message, originalMessage, cause, meta, errors } = thrown as Record<string, unknown>
  const codes = [code, originalCode, kind].filter((each) => typeof each === "string")
  const driver = typeof meta === "object" && meta !== null && "driverAdapterError" in meta && meta.driverAdapterError
  const own = { codes, message: String(originalMessage ?? message ?? "") }
  const inner = [driver, cause, ...(Array.isArray(errors) ? errors : [])]
  return [own, ...inner.flatMap((each) => nodesOf(each, depth + 1))]
}
