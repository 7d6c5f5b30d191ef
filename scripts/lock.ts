import { spawnSync } from "node:child_process"
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

/*
 * npm run lock
 * Makes package-lock.json anew from package.json alone, and whole: a registry mirror that has the packages of some
 * platforms only leaves the others out, and `npm ci` then refuses the file everywhere. Their versions are exact in the
 * packages that ask for them, so they are written down without being fetched.
 */

type Entry = {
  version?: string
  optional?: boolean
  dev?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const PLATFORM =
  /-(darwin|win32|android|freebsd|linux|wasm32)(?:-(arm64|x64|arm|ia32|wasi))?(?:-(gnu|musl|msvc|gnueabihf))?$/
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

function resolveAnew(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-lock-"))
  try {
    copyFileSync("package.json", path.join(folder, "package.json"))
    const result = spawnSync("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund"], {
      cwd: folder,
      encoding: "utf8",
    })
    if (result.status !== 0) throw new Error(result.stderr)
    return readFileSync(path.join(folder, "package-lock.json"), "utf8")
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function toEntry(name: string, version: string, parent: Entry): Entry | null {
  const match = PLATFORM.exec(name)
  if (!match || !EXACT.test(version)) return null
  const [, system = "", processor, library] = match
  const isWasm = system === "wasm32"
  return {
    version,
    ...(isWasm ? { cpu: ["wasm32"] } : { os: [system], ...(processor ? { cpu: [processor] } : {}) }),
    ...(library === "musl" ? { libc: ["musl"] } : {}),
    ...(parent.dev ? { dev: true } : {}),
    optional: true,
  }
}

function complete(lock: Lock): string[] {
  const added: string[] = []
  for (const parent of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`
      const entry = lock.packages[place] ? null : toEntry(name, version, parent)
      if (!entry) continue
      lock.packages[place] = entry
      added.push(`${name}@${version}`)
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  lock.packages = Object.fromEntries(sorted)
  return added
}

const lock = JSON.parse(resolveAnew()) as Lock
const added = complete(lock)
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`)
console.log(
  `Wrote package-lock.json; ${added.length} packages of other platforms were added by name:\n  ${added.join("\n  ")}`,
)
