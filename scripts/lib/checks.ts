import path from "node:path"
import { runNode } from "./run-node"

/** The checks of the sources. */
const CHECKS = [
  { name: "lint and format", args: [path.join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "."] },
  {
    name: "types",
    args: [path.join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.check.json"],
  },
  { name: "rooms and imports", args: ["--import", "tsx", path.join("scripts", "check-imports.ts")] },
  { name: "names and language", args: ["--import", "tsx", path.join("scripts", "check-names.ts")] },
]

/** Runs all checks side by side and prints their output. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(
    CHECKS.map(async ({ name, args }) => {
      const ok = await runNode(args, { isBuffered: true })
      console.log(`${ok ? "ok" : "FAILED"}: ${name}`)
      return ok
    }),
  )
  const passed = results.filter(Boolean).length
  return { passed, failed: results.length - passed }
}
