import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { chromium } from "@playwright/test"

/** The shell first: without windows of its own to draw, it takes a good part less of the CPU. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"]

/**
 * The path of a Chromium for tests and screenshots: one that is on this machine, else Playwright's own download, else
 * Debian's package. Throws when none can be had.
 */
export async function findChromium(): Promise<string> {
  const known = findInstalled()
  if (known) return known
  run(process.execPath, [path.join("node_modules", "@playwright", "test", "cli.js"), "install", "chromium"])
  if (!findInstalled() && process.getuid?.() === 0) run("apt-get", ["update", "-qq"])
  for (const name of DEBIAN_PACKAGES)
    if (!findInstalled() && process.getuid?.() === 0)
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name])
  const found = findInstalled()
  if (found) return found
  throw new Error(
    "No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium) and try again.",
  )
}

function findInstalled(): string | null {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const hit = NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file))
    if (hit) return hit
  }
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  return existsSync(onMac) ? onMac : null
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: "ignore", timeout: 300_000 })
}
