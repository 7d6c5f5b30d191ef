import { buildApp, isBuilt } from "./lib/build-app"
import { findTestBrowser } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { runPlaywright, runVitest } from "./lib/run-tests"

/*
 * npm run test:long: what is promised, with all of the numbers in docs/promises.md; takes an hour. A thousand histories of two
 * and three editors at one post, and two browsers at one in all orders of their steps; 500 messages sent ten times each; a
 * hundred scheduled posts, twenty times, while processes are killed; eighty open pages whose connections break for five
 * minutes; pages that slept, were a day old, or sit behind bad proxies.
 */

const LONG = { LONG: "1" }
const LIBRARY = ["editors-at-once", "publish-due", "version-line", "pages-through-faults"]

await generateClient()
if (!isBuilt()) await buildApp()
const held = [
  runVitest(["--project", "lib", ...LIBRARY.map((name) => `tests/db/${name}.test.ts`)], LONG),
  runVitest(["--project", "api", "tests/api/idempotency.test.ts", "tests/api/desks-apart.test.ts"], LONG),
  runPlaywright(await findTestBrowser(), ["promises-in-full", "desk-two-editors", "--workers=1"], LONG),
]
process.exit(held.every(Boolean) ? 0 : 1)
