import { spawnSync } from "node:child_process"
import path from "node:path"
import { generateClient } from "./lib/generate-client"

/*
 * npm run test:deploy: the long tests of what stands around the product. The image, built and run by the Dockerfile's steps;
 * ten thousand readers behind the cache.
 */

await generateClient()
const { tryImage } = await import("./deploy/try-image")
const vitest = [path.join("node_modules", "vitest", "vitest.mjs"), "run", "--project", "api"]
const crowd = [...vitest, "tests/api/behind-cache.test.ts"]
const held = spawnSync(process.execPath, crowd, { stdio: "inherit", env: { ...process.env, CROWD: "1" } }).status === 0
const image = await tryImage((words) => console.log(`  ${words}`)).then(
  () => true,
  (error: unknown) => {
    console.error(error)
    return false
  },
)
console.log(`${held ? "ok" : "FAILED"}: ten thousand readers behind the cache`)
console.log(`${image ? "ok" : "FAILED"}: the image`)
process.exit(held && image ? 0 : 1)
