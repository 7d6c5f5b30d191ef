import { spawnSync } from "node:child_process"
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

/*
 * npm run lock
 * Brings package-lock.json in line with package.json and completes it: npm leaves out optional packages of other
 * platforms, or their hashes, when the registry does not serve the archives. Their metadata has both. Versions that are
 * locked already stay; delete package-lock.json first to resolve all of them again.
 */

type Entry = {
  version?: string
  integrity?: string
  inBundle?: boolean
  optional?: boolean
  dev?: boolean
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }
type Metadata = Record<string, unknown>

const LOCKFILE = "package-lock.json"
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/
/** What npm copies from a package's metadata into its entry. */
const COPIED = ["os", "cpu", "libc", "license", "engines", "optionalDependencies"]

/** A folder without installed packages, so that npm reads the lockfile and the registry only. */
const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-lock-"))
const lockfile = path.join(folder, LOCKFILE)

function runNpm(args: string[]): string {
  const result = spawnSync("npm", args, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" })
  if (result.status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${result.stderr}`)
  return result.stdout
}

const resolve = () => runNpm(["install", "--package-lock-only", "--no-audit", "--no-fund"])
const readLock = () => JSON.parse(readFileSync(lockfile, "utf8")) as Lock

function toEntry(name: string, version: string, { dev }: Entry): Entry {
  const fields = ["dist.integrity", ...COPIED]
  const metadata = JSON.parse(runNpm(["view", `${name}@${version}`, ...fields, "--json"])) as Metadata
  const copied = COPIED.flatMap((field) => (field in metadata ? [[field, metadata[field]] as const] : []))
  const integrity = String(metadata["dist.integrity"])
  return { version, integrity, ...Object.fromEntries(copied), ...(dev ? { dev: true } : {}), optional: true }
}

/** Adds the missing entries and hashes of optional packages; returns their names. */
function complete({ packages }: Lock): string[] {
  const added: string[] = []
  // Entries that are added have optional packages of their own.
  for (const queue = Object.values(packages); queue.length > 0; ) {
    const parent = queue.shift()
    for (const [name, version] of Object.entries(parent?.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`
      const known = packages[place]
      if (!parent || !EXACT.test(version) || known?.integrity || known?.inBundle) continue
      packages[place] = toEntry(name, version, parent)
      queue.push(packages[place])
      added.push(`${name}@${version}`)
    }
  }
  return added
}

try {
  for (const file of ["package.json", ".npmrc", LOCKFILE])
    if (existsSync(file)) copyFileSync(file, path.join(folder, file))
  resolve()
  const lock = readLock()
  const added = complete(lock)
  writeFileSync(lockfile, JSON.stringify(lock, null, 2))
  // npm sorts the entries, so that the next `npm install` leaves the file unchanged.
  resolve()
  copyFileSync(lockfile, LOCKFILE)
  console.log(`Wrote ${LOCKFILE}.${added.map((name) => `\n  completed ${name}`).join("")}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
