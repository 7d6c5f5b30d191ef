import { readFileSync } from "node:fs"
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises"
import path from "node:path"

const LOCK = "running.pid"
const INFO = "running.json"

export type Running = { pid: number; url: string; databaseUrl: string }

/**
 * Takes a data folder for this process, or throws in words when another one has it. A lock left by a crash is told
 * from a living one by the process's start time, because numbers of processes come back.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true })
  const file = path.join(dataDir, LOCK)
  const mine = `${process.pid} ${startTime(process.pid)}`
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      const handle = await open(file, "wx", 0o600)
      await handle.writeFile(mine)
      await handle.close()
      return async () => {
        await rm(path.join(dataDir, INFO), { force: true })
        await rm(file, { force: true })
      }
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error) || error.code !== "EEXIST") throw error
      const owner = await readOwner(file)
      if (owner) throw new DataDirInUse(dataDir, owner)
      await rm(file, { force: true })
    }
  }
  throw new Error(`Two starts are fighting over ${dataDir}. Try again.`)
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
  if (!(await readOwner(path.join(dataDir, LOCK)))) return null
  const text = await readFile(path.join(dataDir, INFO), "utf8").catch(() => null)
  return text ? (JSON.parse(text) as Running) : null
}

async function readOwner(file: string): Promise<number | null> {
  const [pid, started] = (await readFile(file, "utf8").catch(() => "")).split(" ")
  const owner = Number(pid)
  if (!owner || !isAlive(owner)) return null
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
