import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

/*
 * The oldest versions without a hole that is publicly known, as of 21 November 2026. When a hole becomes known, its line
 * here comes first and the update second, so that nobody goes back below it unseen.
 */
const FLOORS: [name: string, floor: string, why: string][] = [
  [
    "next",
    "16.3.3",
    "RCE in the image optimizer (GHSA-2xp9-vwfh-vxw4) and on Windows (CVE-2026-75604); below 16.2.11 SSRF and DoS in server " +
      "actions of custom servers (CVE-2026-64641, -64649); below 16.2.6 SSRF by WebSocket upgrade (CVE-2026-44578) and XSS by " +
      "the nonce of a policy (GHSA-ffhc-5mcf-pf4q); below 16.0.7 RCE in server components (CVE-2025-55182)",
  ],
  ["react", "19.2.6", "DoS in server components (CVE-2026-23870), and what came before it"],
  ["react-dom", "19.2.6", "the same as react"],
  ["sharp", "0.35.4", "RCE in libheif (GHSA-rgj7-g3m4-5g8c), before that GHSA-f88m-g3jw-g9cj"],
  [
    "better-auth",
    "1.6.22",
    "takeover of accounts by linking and before they are made (CVE-2026-45337, CVE-2026-53512)",
  ],
  ["ws", "8.21.0", "memory eaten up by tiny fragments (CVE-2026-48779), memory of others disclosed (CVE-2026-45736)"],
  ["prosemirror-view", "1.42.3", "XSS by pasted HTML (GHSA-c8x8-7fp4-3x9w)"],
  ["prosemirror-model", "1.22.1", "XSS in the drawing of documents"],
  ["esbuild", "0.25.0", "its development server answers every site (GHSA-67mh-4wv8-f99v); not used here"],
  ["file-type", "16.5.4", "an endless loop over a broken film (GHSA-mhxj-85r3-2x55)"],
]

/** Line 20 has had none since 30 April 2026: good enough to try things out, and the doctor says so. */
const OLDEST_LINE_WITH_FIXES = 22

type Lock = { packages: Record<string, { version?: string }> }
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>

function isAtLeast(version: string, floor: string): boolean {
  const [mine, theirs] = [version, floor].map((each) => each.replace(/-.*/, "").split(".").map(Number))
  const at = (mine ?? []).findIndex((part, index) => part !== theirs?.[index])
  return at < 0 || (mine?.[at] ?? 0) > (theirs?.[at] ?? 0)
}

describe("nothing with a publicly known hole", () => {
  it.each(FLOORS)("%s is %s or newer: %s", (name, floor) => {
    const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
    expect(copies.length, `${name} is in the lockfile`).toBeGreaterThan(0)
    for (const [path, { version = "0" }] of copies) expect(isAtLeast(version, floor), `${path} ${version}`).toBe(true)
    const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version as string
    expect(isAtLeast(installed, floor), `${name} ${installed} is installed`).toBe(true)
  })

  it("is installed in another version than the one that was looked at: direct dependencies are exact", () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })

  it("is what we ship it on: a Node.js that gets fixes", () => {
    const images = [...readFileSync("Dockerfile", "utf8").matchAll(/^FROM node:(\d+)/gm)].map((match) =>
      Number(match[1]),
    )
    expect(images.length).toBeGreaterThan(0)
    for (const line of [...images, Number(readFileSync(".nvmrc", "utf8").trim().split(".")[0])])
      expect(line).toBeGreaterThanOrEqual(OLDEST_LINE_WITH_FIXES)
  })
})
