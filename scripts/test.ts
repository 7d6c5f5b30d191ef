import { rmSync } from "node:fs"
import path from "node:path"
import { buildApp, isBuilt } from "./lib/build-app"
import { runChecks } from "./lib/checks"
import { findChromium, findTestBrowser } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { readJsonFile } from "./lib/read-json"
import { runPlaywright, runVitest } from "./lib/run-tests"

/*
 * npm test: checks of the sources, tests of the library on a real database, tests over HTTP and in a browser on the
 * production build. Every test runs once. Ends with one line: "N passed, N failed".
 *
 * The library runs beside the checks and the build, which it does not need. HTTP and the browser follow one after the
 * other: each starts products of its own and keeps two cores busy.
 */

type Count = { passed: number; failed: number }
type VitestReport = { numPassedTests: number; numFailedTests: number; success: boolean }
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

const RESULTS = "test-results"
const only = process.argv.find((each) => each.startsWith("--only="))?.slice("--only=".length)

async function runVitestProject(project: "lib" | "api"): Promise<Count> {
  const file = path.join(RESULTS, `${project}.json`)
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`]
  await runVitest(["--project", project, ...reporters], {}, { isBuffered: true })
  const report = readJsonFile<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1 }
  // A file that fails to load has no failed test of its own.
  const failed = report.success ? 0 : Math.max(report.numFailedTests, 1)
  return { passed: report.numPassedTests, failed }
}

async function runBrowserTests(): Promise<Count> {
  // Some tests need the full browser: it is installed here, because a test's time limit is too short for that.
  await findChromium()
  const ok = await runPlaywright(await findTestBrowser())
  const report = readJsonFile<PlaywrightReport>(path.join(RESULTS, "e2e.json"))
  if (!report) return { passed: 0, failed: 1 }
  const { stats, errors } = report
  const failed = stats.unexpected + stats.flaky + errors.length
  return { passed: stats.expected, failed: ok ? failed : Math.max(failed, 1) }
}

async function build(): Promise<void> {
  if (isBuilt()) return
  console.log("Building the app …")
  await buildApp()
}

rmSync(RESULTS, { recursive: true, force: true })
await generateClient()
const isWanted = (kind: "e2e" | "lib") => !only || only === kind
const first = await Promise.all([
  ...(only ? [] : [runChecks()]),
  ...(isWanted("lib") ? [runVitestProject("lib")] : []),
  build(),
])
const api = isWanted("lib") ? [await runVitestProject("api")] : []
const browser = isWanted("e2e") ? [await runBrowserTests()] : []

const counts = [...first, ...api, ...browser].filter((count) => count !== undefined)
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
