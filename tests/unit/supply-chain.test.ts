import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterAll, describe, expect, it } from "vitest"

type Entry = {
  version?: string
  resolved?: string
  integrity?: string
  inBundle?: boolean
  engines?: { node?: string }
  hasInstallScript?: boolean
  dev?: boolean
  optional?: boolean
  optionalDependencies?: Record<string, string>
}
type Manifest = {
  engines: { node: string }
  scripts: Record<string, string>
  allowScripts: Record<string, boolean>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const read = (file: string) => readFileSync(file, "utf8")
const manifest = JSON.parse(read("package.json")) as Manifest
const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, Entry> }
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== "")
  .map(([place, entry]) => ({
    name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
    ...entry,
  }))
const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-sbom-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Whether a range of Node versions, as packages write it, includes a version. */
function allows(range: string, version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number)
  const actual = major * 1e6 + minor * 1e3 + patch
  const isMet = (condition: string): boolean => {
    const match = /^(>=|<|\^|)v?(\d+|\*)(?:\.(\d+|x))?(?:\.(\d+|x))?$/.exec(condition)
    if (!match) throw new Error(`Unknown range of versions: ${range}`)
    const [, operator, first = "", second = "0", third = "0"] = match
    if (first === "*") return true
    const floor = Number(first) * 1e6 + (Number(second) || 0) * 1e3 + (Number(third) || 0)
    if (operator === "<") return actual < floor
    if (operator === ">=") return actual >= floor
    return actual >= floor && major === Number(first)
  }
  return range.split("||").some((part) =>
    part
      .trim()
      .replace(/(>=|<|\^)\s+/g, "$1")
      .split(/\s+/)
      .every(isMet),
  )
}

describe("the packages", () => {
  it("run nothing while they are installed, and each that would was looked at", () => {
    expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m)
    const eager = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)
    expect(eager.length).toBeGreaterThan(0)
    expect([...new Set(eager)].sort()).toEqual(Object.keys(manifest.allowScripts).sort())
    expect(Object.values(manifest.allowScripts).filter(Boolean)).toEqual([])
  })

  it("have one exact version each and the hash of their archive, those of other platforms too", () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    for (const { name, version, integrity, inBundle } of packages) {
      expect(version, name).toBeDefined()
      // A bundled package is part of its parent's archive.
      if (!inBundle) expect(integrity, name).toMatch(/^sha512-/)
    }
  })

  it("include every optional package that another one names, whatever its platform", () => {
    for (const { name: parent, optionalDependencies = {} } of packages)
      for (const name of Object.keys(optionalDependencies))
        expect(lock.packages[`node_modules/${name}`], `${name} of ${parent}`).toBeDefined()
  })

  it("are locked the same by every npm: without addresses, and in line with package.json", () => {
    expect(read(".npmrc")).toMatch(/^omit-lockfile-registry-resolved=true$/m)
    expect(packages.filter(({ resolved }) => resolved).map(({ name }) => name)).toEqual([])
    const { dependencies, devDependencies, engines } = manifest
    expect(lock.packages[""]).toMatchObject({ dependencies, devDependencies, engines })
  })

  it("install without an engine warning on each Node version that package.json allows", () => {
    expect(manifest.engines.node).toBe("^20.19 || ^22.12 || >=24")
    // npm skips an optional package that does not fit.
    for (const node of ["20.19.0", "20.20.2", "22.12.0", "22.22.0", "24.0.0", "24.11.0"])
      for (const { name, engines, optional } of packages)
        if (engines?.node && !optional) expect(allows(engines.node, node), `${name} on ${node}`).toBe(true)
  })

  it("are told by `npm run sbom`: each that the product brings along, and no other", () => {
    const file = path.join(folder, "bill.json")
    execFileSync(process.execPath, ["--import", "tsx", "scripts/sbom.ts", file])
    const bill = JSON.parse(readFileSync(file, "utf8")) as {
      bomFormat: string
      specVersion: string
      serialNumber: string
      metadata: { component: { name: string; type: string } }
      components: { type: string; name: string; version: string; purl: string; "bom-ref": string }[]
      dependencies: { ref: string; dependsOn: string[] }[]
    }
    expect(bill).toMatchObject({
      bomFormat: "CycloneDX",
      specVersion: expect.stringMatching(/^1\.[5-9]$/),
      serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      metadata: { component: { name: "running-story", type: "application" } },
    })
    const told = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)))
    const brought = packages.filter(({ dev }) => !dev).map(({ name, version }) => `pkg:npm/${name}@${version}`)
    expect([...told].sort()).toEqual([...new Set(brought)].sort())
    const known = new Set([...bill.components.map((each) => each["bom-ref"]), "running-story@0.1.0"])
    for (const { ref, dependsOn = [] } of bill.dependencies)
      for (const each of [ref, ...dependsOn]) expect(known.has(each), each).toBe(true)
  })
})

describe("the workflows", () => {
  const folder = path.join(".github", "workflows")
  const files = readdirSync(folder).map((name) => ({ name, text: read(path.join(folder, name)) }))

  it("use actions by commit, and may no more than they need", () => {
    const uses = files.flatMap(({ text }) => [...text.matchAll(/uses:\s*(\S+)/g)].map((match) => match[1] ?? ""))
    expect(uses.length).toBeGreaterThan(0)
    for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/)
    for (const { name, text } of files) {
      expect(text, name).toMatch(/^permissions:\n {2}contents: read$/m)
      expect(text, name).not.toContain("pull_request_target")
      // Words that others choose are never part of a command.
      for (const [command] of text.matchAll(/run:.*/g)) expect(command, name).not.toMatch(/\$\{\{\s*github\./)
    }
  })

  it("try the oldest Node that we allow, and the one that we ship", () => {
    const ci = files.find(({ name }) => name === "ci.yml")?.text ?? ""
    const tried = [...ci.matchAll(/node: "([\d.]+)", command/g)].map((match) => match[1])
    expect(tried).toEqual(["20.19.0", "22", read(".nvmrc").trim()])
    expect(read("Dockerfile")).toContain(`FROM node:${read(".nvmrc").trim()}-slim`)
  })
})
