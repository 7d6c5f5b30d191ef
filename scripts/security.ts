import { buildApp, isBuilt } from "./lib/build-app"
import { findTestBrowser } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { runPlaywright, runVitest } from "./lib/run-tests"

/*
 * npm run security: the long versions of the tests that hold attacks off. `npm test` runs the short ones. A new one is a line
 * here, and asks `process.env.SECURITY === "long"` how much it is to do.
 */

type Run = { name: string; tool: "lib" | "api" | "browser"; files: string[] }

const RUNS: Run[] = [
  { name: "words that were made to run, as they are drawn", tool: "lib", files: ["tests/unit/hostile-words.test.ts"] },
  { name: "... sent in by the HTTP API", tool: "api", files: ["tests/api/hostile-words.test.ts"] },
  {
    name: "... in a browser",
    tool: "browser",
    files: ["tests/e2e/hostile-words.spec.ts", "tests/e2e/hostile-names.spec.ts"],
  },
  {
    name: "headers, policies, secrets, versions",
    tool: "lib",
    files: ["tests/unit/policies.test.ts", "tests/unit/version-floors.test.ts", "tests/db/answer-headers.test.ts"],
  },
  { name: "... on every door", tool: "api", files: ["tests/api/headers.test.ts", "tests/api/secrets.test.ts"] },
  {
    name: "who may do what, at every door as every actor",
    tool: "lib",
    files: ["tests/db/permission-matrix.test.ts", "tests/db/permissions.test.ts", "tests/unit/authorize.test.ts"],
  },
  {
    name: "broken and hostile requests, at every door",
    tool: "api",
    files: ["fuzz", "broken-requests", "hostile-input"].map((name) => `tests/api/${name}.test.ts`),
  },
  {
    name: "what leaks, and who may ask from where",
    tool: "api",
    files: ["secret-leak", "origin", "tokens", "media"].map((name) => `tests/api/${name}.test.ts`),
  },
  {
    name: "hostile names, addresses and pictures",
    tool: "lib",
    files: [
      ...["safe-fetch", "safe-fetch-hostile", "ip-ranges", "address-ranges"].map(
        (name) => `tests/unit/${name}.test.ts`,
      ),
      ...["pictures", "picture-corpus", "unused-media", "upload-limits"].map((name) => `tests/db/${name}.test.ts`),
    ],
  },
  {
    name: "passwords, sessions and accounts",
    tool: "lib",
    files: [
      ...["sign-in", "sign-in-limits", "invites", "set-up", "people", "secure-cookie"].map(
        (name) => `tests/db/${name}.test.ts`,
      ),
      "tests/unit/weak-password.test.ts",
    ],
  },
]

const LONG = { SECURITY: "long" }

function holds({ tool, files }: Run, chromium: string): Promise<boolean> {
  if (tool === "browser") return runPlaywright(chromium, [...files, "--workers=1"], LONG)
  return runVitest(["--project", tool, ...files], LONG)
}

await generateClient()
if (!isBuilt()) {
  console.log("Building the app …")
  await buildApp()
}
const chromium = await findTestBrowser()
const failed: Run[] = []
for (const run of RUNS) {
  console.log(`\n== ${run.name}\n`)
  if (!(await holds(run, chromium))) failed.push(run)
}
console.log(`\n${RUNS.length - failed.length} of ${RUNS.length} hold`)
for (const { name } of failed) console.log(`FAILED: ${name}`)
process.exit(failed.length > 0 ? 1 : 0)
