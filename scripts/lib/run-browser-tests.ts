import { readJson } from "./read-json"
import { runPlaywright } from "./run-tests"

export type Count = { passed: number; failed: number; again?: number }

type Suite = { specs?: { ok: boolean; file: string }[]; suites?: Suite[] }
type Report = { suites: Suite[]; stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

/** With more failures than this it is no accident. */
const FEW = 5

/**
 * The tests in a browser. When very few fail, their files run once more, one test at a time: a machine that was too busy
 * for a moment is no fault of the product. What passed only then is counted apart, and named in the output.
 */
export function runBrowserTests(chromium: string, reportFile: string): Count {
  runPlaywright(chromium)
  const first = readJson<Report>(reportFile)
  if (!first) return { passed: 0, failed: 1 }
  const failed = countFailed(first)
  const files = [...new Set(first.suites.flatMap(failedFiles))]
  if (failed === 0 || failed > FEW || first.errors.length > 0) return { passed: first.stats.expected, failed }
  console.log(`${failed} tests failed. Once more, one at a time: ${files.join(", ")}`)
  runPlaywright(chromium, [...files, "--workers=1"])
  const second = readJson<Report>(reportFile)
  const still = second ? countFailed(second) : failed
  const again = Math.max(0, failed - still)
  return { passed: first.stats.expected + again, failed: still, again }
}

function countFailed({ stats, errors }: Report): number {
  return stats.unexpected + stats.flaky + errors.length
}

function failedFiles({ specs = [], suites = [] }: Suite): string[] {
  return [...specs.filter(({ ok }) => !ok).map(({ file }) => file), ...suites.flatMap(failedFiles)]
}
