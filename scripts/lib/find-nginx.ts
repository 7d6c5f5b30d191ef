import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"

const FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]

/**
 * The path of an nginx for tests: one that is on this machine, else Debian's package, installed without being started.
 * Throws when none can be had: what stands in front of the product is tried in earnest, or not said to be.
 */
export function findNginx(): string {
  const known = findInstalled()
  if (known) return known
  if (process.getuid?.() === 0) {
    run(["update", "-qq"])
    run(["install", "-y", "-qq", "--no-install-recommends", "nginx"])
  }
  const found = findInstalled()
  if (found) return found
  throw new Error(
    "No nginx was found, and none could be installed. Install one (Debian: apt-get install nginx) and try again.",
  )
}

function findInstalled(): string | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...FOLDERS]
  return folders.map((folder) => path.join(folder, "nginx")).find((file) => existsSync(file)) ?? null
}

// In run level 1 a package's service is not started.
function run(args: string[]): void {
  const env = { ...process.env, RUNLEVEL: "1", DEBIAN_FRONTEND: "noninteractive" }
  spawnSync("apt-get", args, { stdio: "ignore", timeout: 300_000, env })
}
