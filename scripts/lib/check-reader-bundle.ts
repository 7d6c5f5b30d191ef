import { readFileSync } from "node:fs"
import path from "node:path"
import { findMarkupChange, MADE_FOR_NEXT } from "@/lib/page-cache/reader-bundle"
import { readJsonFile } from "./read-json"

/** A static page of every build, whatever the layouts read, without scripts of our own. */
const PAGE = path.join(".next", "server", "app", "_global-error.html")

/**
 * Fails the build when Next's version or markup is not the one that `lib/page-cache/reader-bundle.ts`
 * was made for, before a reader gets a page with the wrong scripts.
 */
export function checkNextMarkup(folder = "."): void {
  const version = readJsonFile<{ version: string }>(path.join(folder, "node_modules/next/package.json"))?.version
  const change = findMarkupChange(readFileSync(path.join(folder, PAGE), "utf8"))
  const problems = [
    ...(version === MADE_FOR_NEXT ? [] : [`Next is ${version}; the reader bundle was made for ${MADE_FOR_NEXT}.`]),
    ...(change ? [`Next's markup has changed. ${change}`] : []),
  ]
  if (problems.length === 0) return
  const advice = "Adapt lib/page-cache/reader-bundle.ts, set MADE_FOR_NEXT, and run tests/e2e/reader-pages.spec.ts."
  throw new Error([...problems, advice].join("\n"))
}
