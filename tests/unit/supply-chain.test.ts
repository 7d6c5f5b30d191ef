import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { afterAll, describe, expect, it } from "vitest"

type Entry = {
  version?: string
  resolved?: string
  integrity?: string
  hasInstallScript?: boolean
  dev?: boolean
  optional?: boolean
}
type Manifest = {
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

describe("the packages", () => {
  it("run nothing while they are installed, and each that would was looked at", () => {
    expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m)
    const eager = packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)
    expect(eager.length).toBeGreaterThan(0)
    expect([...new Set(eager)].sort()).toEqual(Object.keys(manifest.allowScripts).sort())
    expect(Object.values(manifest.allowScripts).filter(Boolean)).toEqual([])
  })

  it("have one version each, written down, and come from the registry with the hash of what they were", () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    for (const { name, version, integrity, resolved, optional } of packages) {
      expect(version, name).toBeDefined()
      if (resolved) expect(resolved, name).toMatch(/^https:\/\/registry\.npmjs\.org\//)
      // Of other platforms' packages the lockfile knows the version alone (scripts/lock.ts).
      if (!optional) expect(integrity, name).toMatch(/^sha512-/)
    }
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
    const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } }
    const ci = files.find(({ name }) => name === "ci.yml")?.text ?? ""
    const tried = [...ci.matchAll(/node: "([\d.]+)", command/g)].map((match) => match[1])
    expect(engines.node).toBe(">=20.19")
    expect(tried).toEqual(["20.19.0", "22", read(".nvmrc").trim()])
    expect(read("Dockerfile")).toContain(`FROM node:${read(".nvmrc").trim()}-slim`)
  })
})
