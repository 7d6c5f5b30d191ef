import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import path from "node:path"
import { buildReaderScript } from "./build-reader-script"
import { checkNextMarkup } from "./check-reader-bundle"
import { compressStatic } from "./compress-static"
import { keepStatic } from "./keep-static"

/** What a build is made from: where one of these is another, the app is built again when it starts. */
export const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "proxy.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "scripts/lib/build-reader-script.ts",
  "scripts/lib/check-reader-bundle.ts",
  "scripts/lib/compress-static.ts",
]
const STAMP = path.join(".next", "running-story-sources")

/** True when the production build is there and made from the sources as they are. */
export function isBuilt(): boolean {
  try {
    return readFileSync(STAMP, "utf8") === hashSources()
  } catch {
    return false
  }
}

/** Builds the app for production. Throws with the build's own words when it fails. */
export async function buildApp(): Promise<void> {
  const sources = hashSources()
  await keepStatic(async () => {
    await runNextBuild()
    checkNextMarkup()
    await buildReaderScript()
  })
  await compressStatic()
  await writeFile(STAMP, sources)
}

function runNextBuild(): Promise<void> {
  const next = path.join("node_modules", "next", "dist", "bin", "next")
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }
  const child = spawn(process.execPath, [next, "build"], { env, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  const collect = (chunk: Buffer) => {
    output += chunk.toString("utf8")
  }
  child.stdout.on("data", collect)
  child.stderr.on("data", collect)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${output}`))))
  })
}

function hashSources(): string {
  const hash = createHash("sha256")
  for (const file of SOURCES.flatMap(listFiles)) hash.update(file).update("\0").update(readFileSync(file)).update("\0")
  return hash.digest("hex")
}

function listFiles(entry: string): string[] {
  const found = statSync(entry, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [entry]
  return readdirSync(entry)
    .sort()
    .flatMap((name) => listFiles(path.join(entry, name)))
}
