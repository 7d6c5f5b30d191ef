import { parseArgs } from "node:util"
import type { CheckResult } from "./doctor/check-result"
import { generateClient } from "./lib/generate-client"
import { loadEnvFile } from "./lib/load-env-file"

/*
 * npm run doctor [-- --url https://live.example.org] [--blog <slug>] [--json]
 * Looks at an installation from the settings to the ways in which changes reach a browser, and says of what is wrong what to
 * do about it. Ends with code 1 when something is.
 */

const MARKS: Record<CheckResult["state"], string> = {
  ok: "ok     ",
  warning: "warning",
  failed: "FAILED ",
  skipped: "skipped",
}

try {
  loadEnvFile()
  const { values } = parseArgs({
    options: { url: { type: "string" }, blog: { type: "string" }, json: { type: "boolean", default: false } },
  })
  const findings = await look(values)
  console.log(values.json ? JSON.stringify({ ok: isWell(findings), findings }, null, 2) : print(findings))
  process.exitCode = isWell(findings) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// A client of the hosted service may hold a connection that nobody needs any more.
process.exit()

async function look({ url, blog }: { url?: string | undefined; blog?: string | undefined }): Promise<CheckResult[]> {
  const { env } = await import("@/lib/env")
  const { failed } = await import("./doctor/check-result")
  try {
    env()
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return [failed("environment", words, "Correct these variables, then ask again.")]
  }
  await generateClient()
  const { examine } = await import("./doctor/run-checks")
  const { findRunning } = await import("@/scripts/lib/postgres/data-dir-lock")
  const { DATABASE_URL, DATA_DIR, APP_URL, PORT } = env()
  const running = DATABASE_URL ? null : await findRunning(DATA_DIR)
  const place = url ?? (running ? `http://localhost:${PORT}` : (APP_URL ?? `http://localhost:${PORT}`))
  return examine({
    env: env(),
    url: place.replace(/\/+$/, ""),
    mustRun: url !== undefined,
    databaseUrl: DATABASE_URL ?? running?.databaseUrl ?? null,
    blog,
  })
}

function isWell(findings: CheckResult[]): boolean {
  return findings.every(({ state }) => state !== "failed")
}

function print(findings: CheckResult[]): string {
  const lines = findings.flatMap(({ check, state, words, fix }) => [
    `${MARKS[state]}  ${check}: ${words}`,
    ...(fix ? [`         → ${fix}`] : []),
  ])
  const count = (state: CheckResult["state"]) => findings.filter((finding) => finding.state === state).length
  return `${lines.join("\n")}\n\n${count("failed")} failed, ${count("warning")} warnings, ${count("ok")} in order.`
}
