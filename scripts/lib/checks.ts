import { spawnSync } from "node:child_process"
import path from "node:path"

export type Check = { name: string; args: string[] }

/** What must hold of the sources themselves. */
export const CHECKS: Check[] = [
  { name: "lint and format", args: [path.join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "."] },
  {
    name: "types",
    args: [path.join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.check.json"],
  },
  { name: "rooms and imports", args: ["--import", "tsx", path.join("scripts", "check-imports.ts")] },
]

/** Runs one check, with its words on the terminal; true when it holds. */
export function runCheck({ name, args }: Check): boolean {
  const ok = spawnSync(process.execPath, args, { stdio: "inherit" }).status === 0
  console.log(`${ok ? "ok" : "FAILED"}: ${name}`)
  return ok
}
