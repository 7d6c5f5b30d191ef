import { randomBytes } from "node:crypto"
import { constants, readFileSync } from "node:fs"
import { copyFile, link, readFile, rm, stat, writeFile } from "node:fs/promises"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { makeFolder, toDiskProblem } from "@/lib/disk"

const LOCK = "running.pid"
const INFO = "running.json"
const MAX_TRIES = 200
const TURN_RETRY_MS = 20
const MAX_TURN_MS = 10_000

export type Running = { pid: number; url: string; databaseUrl: string }

/**
 * Takes a data folder for this process, or throws in words when another one has it or it cannot be used. A lock left by a
 * crash is told from a living one by the process's start time, because numbers of processes come back.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  return usingDataDir(dataDir, async () => {
    await makeFolder(dataDir)
    const file = path.join(dataDir, LOCK)
    await takeLock(dataDir, file)
    return async () => {
      await rm(path.join(dataDir, INFO), { force: true })
      await rm(file, { force: true })
    }
  })
}

/** Does something with a data folder; what the system refuses there is thrown in words. */
export async function usingDataDir<T>(dataDir: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use()
  } catch (error) {
    const problem = toDiskProblem(error)
    if (!problem) throw error
    const place = error instanceof Error && "path" in error && error.path !== dataDir ? ` (${String(error.path)})` : ""
    throw new Error(`DATA_DIR ${dataDir} cannot be used: ${problem.words}${place}. ${problem.fix}`, { cause: error })
  }
}

// The lock appears with its content in it: a file that is still empty would look like a dead one's.
async function takeLock(dataDir: string, file: string): Promise<void> {
  const own = `${file}.${randomBytes(6).toString("hex")}`
  await writeFile(own, `${process.pid} ${startTime(process.pid)}`, { flag: "wx", mode: 0o600 })
  try {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (await putLock(own, file)) return
      const owner = findOwner(await readFile(file, "utf8").catch(toNothing))
      if (owner) throw new DataDirInUse(dataDir, owner)
      await removeDead(file)
    }
  } finally {
    await rm(own, { force: true })
  }
  throw new Error(`Several starts compete for ${dataDir}. Try again.`)
}

// False when there is a lock already. Some disks know no links.
async function putLock(own: string, file: string): Promise<boolean> {
  const isThere = (error: unknown) => {
    if (codeOf(error) === "EEXIST") return false
    throw error
  }
  try {
    return await link(own, file).then(() => true, isThere)
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(codeOf(error))) throw error
    return copyFile(own, file, constants.COPYFILE_EXCL).then(() => true, isThere)
  }
}

/**
 * Removes a lock of a dead process. One start at a time: the lock is read again in its turn, so that
 * a lock that another start took in between stays.
 */
async function removeDead(file: string): Promise<void> {
  const turn = `${file}.turn`
  if (!(await takeTurn(turn))) return
  try {
    const lock = await readFile(file, "utf8").catch(toNull)
    if (lock !== null && !findOwner(lock)) await rm(file, { force: true })
  } finally {
    await rm(turn, { force: true })
  }
}

async function takeTurn(turn: string): Promise<boolean> {
  try {
    await writeFile(turn, "", { flag: "wx", mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error
  }
  const taken = await stat(turn).catch(() => null)
  // Left by a start that was killed in its turn.
  if (taken && Date.now() - taken.mtimeMs > MAX_TURN_MS) await rm(turn, { force: true })
  await sleep(TURN_RETRY_MS)
  return false
}

function toNull(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null
  throw error
}

function toNothing(error: unknown): string {
  if (codeOf(error) === "ENOENT") return ""
  throw error
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : ""
}

export class DataDirInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(
      `Running Story runs on ${dataDir} already (process ${pid}). Stop that one first, or set DATA_DIR to another folder.`,
    )
    this.name = "DataDirInUse"
  }
}

/** Writes where this process can be reached, for commands such as `npm run token`; readable by its user alone. */
export async function writeRunning(dataDir: string, running: Running): Promise<void> {
  await writeFile(path.join(dataDir, INFO), JSON.stringify(running), { mode: 0o600 })
}

/** The server that runs on a data folder; null when none does. */
export async function findRunning(dataDir: string): Promise<Running | null> {
  if (!findOwner(await readFile(path.join(dataDir, LOCK), "utf8").catch(() => ""))) return null
  const text = await readFile(path.join(dataDir, INFO), "utf8").catch(() => "")
  return parseRunning(text)
}

// Half a file: it is being written, or the disk was full.
function parseRunning(text: string): Running | null {
  try {
    return JSON.parse(text) as Running
  } catch {
    return null
  }
}

// The living process that a lock names.
function findOwner(lock: string): number | null {
  const [pid, started] = lock.split(" ")
  const owner = Number(pid)
  if (!(owner > 0) || !isAlive(owner)) return null
  return started === startTime(owner) ? owner : null
}

/** True while a process runs. One that ended but was never waited for (a container without an init) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
  return readStat(pid)?.[0] !== "Z"
}

// Clock ticks since boot at which the process started; "" where the system does not tell.
function startTime(pid: number): string {
  return readStat(pid)?.[19] ?? ""
}

// The fields after the name, which may hold anything: state, parent, group ... Null where there is no such file.
function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  } catch {
    return null
  }
}
