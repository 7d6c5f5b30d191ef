import { spawn, spawnSync } from "node:child_process"
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import path from "node:path"

const LEFT_OUT = new Set([".ci", ".data", ".git", ".next", "docs", "node_modules", "test-results", "tests"])

/** By which pages and parts of them tell which release they are of. */
export const MARK = 'data-release="next"'

type Change = [file: string, what: string, by: string]

/** What the other release does differently: parts of all kinds, those that are loaded late among them. */
const CHANGES: Change[] = [
  ["components/ui/button.tsx", "<button type={type}", `<button ${MARK} type={type}`],
  ["components/post/post.tsx", "<article", `<article ${MARK}`],
  ["components/desk/palette/palette.tsx", 'placeholder="Type', 'placeholder="In the next release, type'],
  ["components/reader/unread-banner.tsx", "<p>", `<p ${MARK}>`],
]

/** And the one after that. */
export const CHANGES_OF_LATER: Change[] = [
  ["components/ui/button.tsx", MARK, 'data-release="later"'],
  ["components/desk/palette/palette.tsx", "In the next release", "In a later one"],
]

/**
 * Makes another release in a folder: this one with changes in what browsers get and in what the server does, built there by
 * the command that people use. `env` is that of its build.
 */
export async function buildOtherRelease(folder: string, env: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const entry of await readdir("."))
    if (!LEFT_OUT.has(entry)) await cp(entry, path.join(folder, entry), { recursive: true })
  // Links instead of copies: they are large, and nothing of them is changed.
  const linked = spawnSync("cp", ["-al", "node_modules", folder], { encoding: "utf8" })
  if (linked.status !== 0) throw new Error(linked.stderr)
  await rebuild(folder, env, CHANGES)
}

/** Builds a release once more, in place, with other settings and sources. */
export async function rebuild(folder: string, env: Record<string, string>, changes: Change[] = []): Promise<void> {
  for (const [file, what, by] of changes) {
    const place = path.join(folder, file)
    const text = await readFile(place, "utf8")
    if (!text.includes(what)) throw new Error(`${file} has no ${what}.`)
    await writeFile(place, text.replace(what, by))
  }
  await runBuild(folder, env)
}

function runBuild(folder: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/build.ts"], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let words = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk))
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(words))))
  })
}

/** With what a build makes the names of its server actions. */
export async function readActionsKey(folder: string): Promise<string> {
  const manifest = await readFile(path.join(folder, ".next", "server", "server-reference-manifest.json"), "utf8")
  return (JSON.parse(manifest) as { encryptionKey: string }).encryptionKey
}
