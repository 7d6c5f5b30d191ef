import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

/*
 * npm run sbom [-- file]
 * Writes which packages the product consists of, as CycloneDX: from the lockfile alone, so that it is the same everywhere.
 */

type Bill = {
  metadata: { component: { name: string } }
  components: { "bom-ref": string; purl: string }[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}
type Lock = { name: string; packages: Record<string, { version?: string; dev?: boolean }> }

const format = ["--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application"]
const file = process.argv[2] ?? "running-story.cdx.json"
const { status, stdout, stderr } = spawnSync("npm", ["sbom", ...format], { encoding: "utf8", maxBuffer: 64_000_000 })
if (status === 0) {
  const bill = withoutTools(JSON.parse(stdout) as Bill)
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
  console.log(`Wrote ${file}: ${bill.components.length} packages.`)
} else {
  console.error(stderr)
  process.exitCode = 1
}

/**
 * npm's own `--omit=dev` leaves out packages too that the product needs as well as a tool of ours; and it calls the whole by
 * the name of its folder.
 */
function withoutTools(bill: Bill): Bill {
  const { name, packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock
  const needed = new Set(
    Object.entries(packages)
      .filter(([place, { dev }]) => place !== "" && !dev)
      .map(([place, { version }]) => `pkg:npm/${place.slice(place.lastIndexOf("node_modules/") + 13)}@${version}`),
  )
  const components = bill.components.filter(({ purl }) => needed.has(decodeURIComponent(purl)))
  const left = new Set(bill.components.filter((each) => !components.includes(each)).map((each) => each["bom-ref"]))
  const dependencies = bill.dependencies
    .filter(({ ref }) => !left.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => !left.has(each)) }))
  const metadata = { ...bill.metadata, component: { ...bill.metadata.component, name } }
  return { ...bill, metadata, components, dependencies }
}
