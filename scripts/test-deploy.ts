import { buildApp, isBuilt } from "./lib/build-app"
import { findChromium } from "./lib/find-chromium"
import { generateClient } from "./lib/generate-client"
import { runPlaywright, runVitest } from "./lib/run-tests"

/*
 * npm run test:deploy: the long tests of what stands around the product. Every promise behind nginx and on Next
 * alone, ten thousand readers behind the cache; two releases that take each other's place under open pages; the image, built and
 * run by the Dockerfile's own steps.
 */

await generateClient()
if (!isBuilt()) await buildApp()
const { tryImage } = await import("./deploy/try-image")
const files = ["behind-cache", "behind-nginx", "held-behind-cache", "vercel"].map((name) => `tests/api/${name}.test.ts`)
// One after the other: ten thousand readers need the machine to themselves, and so do those beside them.
const held = await runVitest(["--project", "api", "--no-file-parallelism", ...files], { LONG: "1" })
const releases = await runPlaywright(await findChromium(), ["tests/e2e/two-releases.spec.ts", "--workers=1"], {
  LONG: "1",
})
const image = await tryImage((words) => console.log(`  ${words}`)).then(
  () => true,
  (error: unknown) => {
    console.error(error)
    return false
  },
)
console.log(`${held ? "ok" : "FAILED"}: behind nginx, behind the cache, without our own server`)
console.log(`${releases ? "ok" : "FAILED"}: one release in place of another, under open pages`)
console.log(`${image ? "ok" : "FAILED"}: the image`)
process.exit(held && releases && image ? 0 : 1)
