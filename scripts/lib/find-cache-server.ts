import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"

const FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]

/** Programs by the names of their packages in Debian. */
const PROGRAMS = { nginx: "nginx", varnish: "varnishd" } as const

export type CacheServer = keyof typeof PROGRAMS

/**
 * The path of a proxy or cache for tests: the one on this machine, else Debian's package, installed without being
 * started. Throws when neither is there: the files that we ship are tried with the real programs.
 */
export function findCacheServer(name: CacheServer): string {
  const known = findInstalled(PROGRAMS[name])
  if (known) return known
  if (process.getuid?.() === 0) {
    run(["update", "-qq"])
    run(["install", "-y", "-qq", "--no-install-recommends", name])
  }
  const found = findInstalled(PROGRAMS[name])
  if (found) return found
  throw new Error(`${name} is missing and could not be installed. Install it (Debian: apt-get install ${name}).`)
}

function findInstalled(program: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...FOLDERS]
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null
}

// In run level 1 a package's service is not started.
function run(args: string[]): void {
  const env = { ...process.env, RUNLEVEL: "1", DEBIAN_FRONTEND: "noninteractive" }
  spawnSync("apt-get", args, { stdio: "ignore", timeout: 300_000, env })
}
