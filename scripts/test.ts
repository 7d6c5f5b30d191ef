import { rmSync } from "node:fs"
import path from "node:path"
import { buildApp, isBuilt } from "./lib/build-app"
import { CHECKS, runCheck } from "./lib/checks"
import { findChromium, findTestBrowser } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { readJson } from "./lib/read-json"
import { type Count, runBrowserTests } from "./lib/run-browser-tests"
import { runVitest } from "./lib/run-tests"

/*
 * npm test: everything that must hold. Checks of the sources, tests of the library on a real database, tests over HTTP
 * and in a browser on the production build. Ends with one line: "N passed, N failed".
 */

const only = process.argv.find((each) => each.startsWith("--only="))?.slice("--only=".length)
const RESULTS = "test-results"

function runLibrary(): Count {
  const file = path.join(RESULTS, "vitest.json")
  runVitest(["--reporter=default", "--reporter=json", `--outputFile.json=${file}`])
  const report = readJson<{ numPassedTests: number; numFailedTests: number; success: boolean }>(file)
  if (!report) return { passed: 0, failed: 1 }
  // A file that cannot even be loaded has no failed test of its own.
  const failed = report.success ? 0 : Math.max(report.numFailedTests, 1)
  return { passed: report.numPassedTests, failed }
}

function runChecks(): Count {
  const failed = CHECKS.filter((check) => !runCheck(check)).length
  return { passed: CHECKS.length - failed, failed }
}

rmSync(RESULTS, { recursive: true, force: true })
await generateClient()
const counts: Count[] = []
if (!only) counts.push(runChecks())
if (!isBuilt()) {
  console.log("Building the app …")
  await buildApp()
}
if (only !== "e2e") counts.push(runLibrary())
if (only !== "lib") {
  // Some tests need the browser that people have: put there now, because a test would not wait for it.
  await findChromium()
  counts.push(runBrowserTests(await findTestBrowser(), path.join(RESULTS, "e2e.json")))
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
const again = counts.reduce((sum, count) => sum + (count.again ?? 0), 0)
if (again > 0) console.log(`${again} passed only when run again, alone.`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
