import { buildApp, isBuilt } from "./lib/build-app"
import { findTestBrowser } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { runPlaywright, runVitest } from "./lib/run-tests"

/*
 * npm run test:long: the promises with all of the numbers in docs/promises.md, and every combination of which `npm test`
 * runs one representative. Takes more than an hour.
 */

const LONG = { LONG: "1" }
const LIBRARY = [
  "conformance",
  "editors-at-once",
  "pages-through-faults",
  "publish-due",
  "pusher-pages",
  "version-line",
]
const BROWSER = [
  "desk-for-everybody",
  "desk-outbox",
  "desk-two-editors",
  "promises-in-full",
  "reader-for-everybody",
  "reader-languages",
  "sleeping-tabs",
  "transports",
]

await generateClient()
if (!isBuilt()) await buildApp()
const held = [
  await runVitest(["--project", "lib", ...LIBRARY.map((name) => `tests/db/${name}.test.ts`)], LONG),
  await runVitest(
    ["--project", "api", ...["idempotency", "desks-apart", "demo"].map((name) => `tests/api/${name}.test.ts`)],
    LONG,
  ),
  await runPlaywright(await findTestBrowser(), [...BROWSER.map((name) => `/${name}.spec.ts`), "--workers=1"], LONG),
]
process.exit(held.every(Boolean) ? 0 : 1)
