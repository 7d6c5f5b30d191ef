import { closeSync, fchownSync, openSync, readSync, renameSync, statSync, writeSync } from "node:fs"
import path from "node:path"

/** What PostgreSQL said when it did not start, and what to do about it. */
export type PostgresFailure = {
  words: string
  fix: string
  /** Another try may go better by itself. */
  mayPass: boolean
}

const MARK = "=== Running Story starts PostgreSQL"
const TAIL_BYTES = 64 * 1024
const MAX_LOG_BYTES = 10 * 1024 * 1024

const READY = "database system is ready to accept connections"
const STARTS_ANEW = "all server processes terminated; reinitializing"
const LINE = /^.*?\[\d+\] ([A-Z]+):\s+(.*)$/
// Said to whoever connects too early, and not why it does not start.
const NOT_YET = /the database system is (starting up|shutting down|not (yet )?accepting connections|in recovery mode)/

const FIXES: [cause: RegExp, fix: string, mayPass?: boolean][] = [
  [/No space left on device|Disk quota exceeded/, "Make room on the disk of DATA_DIR."],
  [
    /initialized by PostgreSQL version/,
    "Start the release that made this database and take a backup (npm run backup); then restore that with this release into another DATA_DIR.",
  ],
  [/could not create any TCP\/IP sockets/, "Another program has the database's port.", true],
  [
    /pre-existing shared memory block|lock file ".*" already exists/,
    "Another PostgreSQL still runs on this folder. End it.",
    true,
  ],
  [/Cannot allocate memory|Out of memory/i, "Give this machine more memory, or end other programs."],
  [
    /wrong ownership|Permission denied/,
    "Give DATA_DIR, with all in it, to the user that the server runs as (chown -R).",
  ],
  [/Read-only file system/, "Mount the disk of DATA_DIR for writing."],
  [/Input\/output error/, "The disk fails. Look into the system's log."],
  [
    /(postgresql|postgresql\.auto|pg_hba|pg_ident)\.conf/,
    "Correct that file, or take it from a database that was made anew in another DATA_DIR.",
  ],
  [
    /pg_control|find the database system|checkpoint record|status of transaction|not a valid data directory|WAL directory|incompatible with server|invalid (page|record)|is missing/,
    "Its files are damaged: move the folder away, start anew, and restore the newest backup (npm run restore).",
  ],
]

/** Opens the log for a start, which it notes there. One that has grown large makes way. */
export function openPostgresLog(log: string, port: number): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(log, `${log}.1`)
  const file = openSync(log, "a", 0o600)
  // What root makes in somebody's folder is to be written by them, too.
  const { uid, gid } = statSync(path.dirname(log))
  if (process.getuid?.() === 0) fchownSync(file, uid, gid)
  writeSync(file, `${MARK} on port ${port}, ${new Date().toISOString()}\n`)
  return file
}

/** Why the newest start failed, by its own log; null when it did not, or there is none. */
export function readPostgresFailure(log: string): PostgresFailure | null {
  const tail = readTail(log)
  const words = findFailure(tail.slice(Math.max(tail.lastIndexOf(MARK), 0)))
  return words === null ? null : describeServerFailure(words)
}

export function describeServerFailure(words: string): PostgresFailure {
  const [, fix, mayPass = false] = FIXES.find(([cause]) => cause.test(words)) ?? [null, "Look into its log."]
  return { words, fix, mayPass }
}

/** The last thing that kept it from starting, with its details. */
function findFailure(log: string): string | null {
  const all = log.split("\n").slice(log.startsWith(MARK) ? 1 : 0)
  const begun = all.findLastIndex((line) => line.includes(READY) || line.includes(STARTS_ANEW))
  const runs = all[begun]?.includes(READY) ?? false
  const lines = all.slice(begun + 1)
  const isCause = (line: string) => {
    const [, level = "", words = ""] = LINE.exec(line) ?? []
    return level === "PANIC" || (level === "FATAL" && !runs && !NOT_YET.test(words))
  }
  const at = lines.findLastIndex(isCause)
  if (at >= 0) return toWords(lines.slice(at))
  if (begun >= 0) return null
  // What goes wrong before it has a log of its own.
  const bare = lines.filter((line) => line.trim() !== "" && !LINE.test(line))
  return bare.length > 0 ? bare.map((line) => line.trim()).join(" ") : null
}

function toWords([cause = "", ...rest]: string[]): string {
  const [, level, words] = LINE.exec(cause) ?? []
  const detail = rest
    .slice(0, 2)
    .map((line) => LINE.exec(line))
    .find((found) => found?.[1] === "DETAIL")?.[2]
  return `${level}: ${words}${detail ? ` (${detail.replace(/\.$/, "")})` : ""}`
}

function readTail(log: string): string {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return ""
  const file = openSync(log, "r")
  try {
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES))
    return tail.toString("utf8", 0, readSync(file, tail, 0, tail.length, size - tail.length))
  } finally {
    closeSync(file)
  }
}
