import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { chromium } from "@playwright/test"

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
/** Chromium without windows of its own to draw: it takes a good part less of the CPU, and its frames come at another pace. */
const SHELL = "chromium-headless-shell"

/**
 * The path of a Chromium as people have it: one that is on this machine, else Playwright's own download, else Debian's
 * package. Throws when none can be had.
 */
export function findChromium(): Promise<string> {
  return findOrInstall(NAMES, ["chromium"])
}

/** The same for tests, which need what it does and not how fast: the shell where it can be had. */
export function findTestBrowser(): Promise<string> {
  return findOrInstall([SHELL, ...NAMES], [SHELL, "chromium"])
}

async function findOrInstall(names: string[], packages: string[]): Promise<string> {
  const known = findInstalled(names)
  if (known) return known
  run(process.execPath, [path.join("node_modules", "@playwright", "test", "cli.js"), "install", "chromium"])
  const mayInstall = process.getuid?.() === 0
  if (!findInstalled(names) && mayInstall) run("apt-get", ["update", "-qq"])
  for (const name of packages)
    if (!findInstalled(names) && mayInstall) run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name])
  const found = findInstalled(names)
  if (found) return found
  throw new Error(
    "No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium) and try again.",
  )
}

function findInstalled(names: string[]): string | null {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const hit = names.map((name) => path.join(folder, name)).find((file) => existsSync(file))
    if (hit) return hit
  }
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  return existsSync(onMac) ? onMac : null
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: "ignore", timeout: 300_000 })
}
