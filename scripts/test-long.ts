import { generateClient } from "./lib/generate-client"
import { runVitest } from "./lib/run-tests"

/*
 * npm run test:long: the long versions of the tests of what editors are promised. A thousand histories of two and three
 * editors at one post; 500 messages sent ten times each; a hundred scheduled posts, twenty times, while processes are killed.
 */

const LONG = { LONG: "1" }

await generateClient()
const held = [
  runVitest(["--project", "lib", "tests/db/editors-at-once.test.ts", "tests/db/publish-due.test.ts"], LONG),
  runVitest(["--project", "api", "tests/api/idempotency.test.ts", "tests/api/desks-apart.test.ts"], LONG),
]
process.exit(held.every(Boolean) ? 0 : 1)
