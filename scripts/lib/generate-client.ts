import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

const SCHEMA = path.join("prisma", "schema.prisma")
const OUTPUT = path.join("lib", "db", "generated")
const CLIENT = path.join(OUTPUT, "client.ts")
const MARK = path.join(OUTPUT, "schema.sha256")

/**
 * Generates the Prisma client unless it was generated from this schema. The contents decide, not the times of the
 * files, which a copy changes: a copied build starts where nothing may be written. Prisma's command line requires an
 * engine for commands other than this one: an empty program stands in for it, so nothing is downloaded.
 */
export async function generateClient(): Promise<void> {
  const hash = schemaHash()
  if (existsSync(CLIENT) && existsSync(MARK) && readFileSync(MARK, "utf8") === hash) return
  const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-"))
  const engine = path.join(folder, process.platform === "win32" ? "engine.cmd" : "engine")
  writeFileSync(engine, process.platform === "win32" ? "@exit /b 0\r\n" : "#!/bin/sh\nexit 0\n")
  chmodSync(engine, 0o755)
  try {
    const cli = path.join("node_modules", "prisma", "build", "index.js")
    const result = spawnSync(process.execPath, [cli, "generate", "--no-hints"], {
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: engine,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
      encoding: "utf8",
    })
    if (result.status !== 0)
      throw new Error(`Generating the database client failed:\n${result.stdout}\n${result.stderr}`)
    writeFileSync(MARK, hash)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// The version counts as well: another Prisma generates another client.
function schemaHash(): string {
  const version = readFileSync(path.join("node_modules", "prisma", "package.json"), "utf8")
  return createHash("sha256").update(readFileSync(SCHEMA)).update(version).digest("hex")
}
