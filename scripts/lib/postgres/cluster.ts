import { spawnSync } from "node:child_process"
import {
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from "node:fs"
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import path from "node:path"
import type { RunAs } from "./binaries"
import { isAlive } from "./data-dir-lock"

/** The one account of the database that comes along, and its superuser. */
export const USER = "running_story"
const END_TIMEOUT_MS = 10_000

/** Makes a cluster: beside its place, and renamed when whole, so that a crash in the middle leaves no half one. */
export async function makeCluster({
  initdb,
  folder,
  password,
  runAs,
}: {
  initdb: string
  folder: string
  password: string
  runAs: RunAs
}): Promise<void> {
  const fresh = `${folder}.new`
  const passwordFile = `${folder}.password`
  await rm(fresh, { recursive: true, force: true })
  try {
    await mkdir(fresh, { mode: 0o700 })
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    if (runAs) await Promise.all([fresh, passwordFile].map((each) => chown(each, runAs.uid, runAs.gid)))
    const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
    const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"]
    const args = [`--pgdata=${fresh}`, ...access, ...locale]
    const result = spawnSync(initdb, args, { encoding: "utf8", ...(runAs ?? {}) })
    if (result.status !== 0) throw new Error(`Making the database failed:\n${result.stderr || result.error?.message}`)
    await rename(fresh, folder)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(fresh, { recursive: true, force: true })
  }
}

/**
 * True where there is a cluster. An empty folder is none, as a mounted volume is at first. Throws in words when it is
 * somebody else's.
 */
export async function isCluster(folder: string): Promise<boolean> {
  const foreign = readForeignOwner(folder)
  if (foreign !== null)
    throw new Error(`The database in ${folder} belongs to another user (${foreign}). ${FOREIGN_FIX}`)
  return existsSync(folder) && (await readdir(folder)).length > 0
}

/**
 * Makes a cluster fit to be started: it is ours, so what belongs to another user or is open to others is mended, and said.
 */
export async function mendCluster(folder: string, runAs: RunAs, say: (words: string) => void): Promise<void> {
  const { mode } = await stat(folder)
  await endOrphan(folder, say)
  if (runAs) giveTo(folder, runAs)
  if ((mode & 0o077) === 0) return
  await chmod(folder, 0o700)
  say("The database's folder was open to other users of this machine; it is closed now.")
}

export const FOREIGN_FIX = "Start as that user, or give DATA_DIR, with all in it, to this one (chown -R)."

/** The user whose a cluster is, when we may not use it as theirs; null when it is ours, there is none, or we are root. */
export function readForeignOwner(folder: string): number | null {
  const own = process.getuid?.()
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  return own === undefined || own === 0 || owner === undefined || owner === own ? null : owner
}

/** Gives a tree to the user that PostgreSQL runs as. */
function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  for (const entry of ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    const file = path.join(folder, entry)
    if (lstatSync(file).uid !== uid) lchownSync(file, uid, gid)
  }
}

/**
 * Ends a PostgreSQL that runs on a cluster: after a SIGKILL of our process it lives on. It is ended as on any stop; what was
 * committed is safe. A number that belongs to nobody, or to some other program, is removed.
 */
export async function endOrphan(folder: string, say: (words: string) => void): Promise<void> {
  const file = path.join(folder, "postmaster.pid")
  const [first] = (await readFile(file, "utf8").catch(() => "")).split("\n")
  // A server of one user alone (`postgres --single`) notes its number as a negative one.
  const pid = Math.abs(Number(first))
  if (!pid || !isAlive(pid) || !runsOn(pid, folder)) {
    await rm(file, { recursive: true, force: true })
    return
  }
  say("Ending a database that an earlier crash left running …")
  process.kill(pid, "SIGINT")
  const deadline = Date.now() + END_TIMEOUT_MS
  while (isAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100))
  if (isAlive(pid)) throw new Error(`An earlier PostgreSQL (process ${pid}) does not stop. End it, then start again.`)
}

// PostgreSQL works in its folder. Where the system does not tell, its arguments do.
function runsOn(pid: number, folder: string): boolean {
  try {
    const isPostgres = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout?.includes(folder) ?? false
  }
}
