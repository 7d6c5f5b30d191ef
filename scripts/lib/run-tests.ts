import path from "node:path"
import { type RunOptions, runNode } from "./run-node"

/** Runs Vitest; true when all tests pass. */
export function runVitest(
  args: string[],
  env: Record<string, string> = {},
  options: RunOptions = {},
): Promise<boolean> {
  return runNode([path.join("node_modules", "vitest", "vitest.mjs"), "run", ...args], { ...options, env })
}

/** Runs Playwright with the given browser; true when all tests pass. */
export function runPlaywright(
  chromium: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<boolean> {
  const script = path.join("node_modules", "@playwright", "test", "cli.js")
  return runNode([script, "test", ...args], { env: { E2E_CHROMIUM: chromium, ...env } })
}
