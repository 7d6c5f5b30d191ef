import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"

/*
 * npm run sbom [-- file]
 * Writes which packages the product consists of, as CycloneDX: from the lockfile alone, so that it is the same everywhere.
 */

const file = process.argv[2] ?? "running-story.cdx.json"
const format = ["--package-lock-only", "--omit=dev", "--sbom-format=cyclonedx", "--sbom-type=application"]
const { status, stdout, stderr } = spawnSync("npm", ["sbom", ...format], { encoding: "utf8", maxBuffer: 64_000_000 })
if (status === 0) {
  writeFileSync(file, stdout)
  console.log(`Wrote ${file}: ${(JSON.parse(stdout) as { components: unknown[] }).components.length} packages.`)
} else {
  console.error(stderr)
  process.exitCode = 1
}
