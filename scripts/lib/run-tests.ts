import { spawnSync } from "node:child_process"
import path from "node:path"

/** Runs Vitest, in sight; true when all holds. */
export function runVitest(args: string[], env: Record<string, string> = {}): boolean {
  return runNode([path.join("vitest", "vitest.mjs"), "run", ...args], env)
}

/** Runs Playwright with the given browser, in sight; true when all holds. */
export function runPlaywright(chromium: string, args: string[] = [], env: Record<string, string> = {}): boolean {
  return runNode([path.join("@playwright", "test", "cli.js"), "test", ...args], { E2E_CHROMIUM: chromium, ...env })
}

function runNode([script = "", ...args]: string[], env: Record<string, string>): boolean {
  const all = [path.join("node_modules", script), ...args]
  return spawnSync(process.execPath, all, { stdio: "inherit", env: { ...process.env, ...env } }).status === 0
}
