import { spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"

const SCHEMA = path.join("prisma", "schema.prisma")
const OUTPUT = path.join("lib", "db", "generated", "client.ts")

/**
 * Makes the Prisma client from the schema when it is missing or older. Prisma's command line insists on having an
 * engine that it would download, but does not use it for this; any program will do, so nothing is fetched.
 */
export async function generateClient(): Promise<void> {
  if (existsSync(OUTPUT) && statSync(OUTPUT).mtimeMs >= statSync(SCHEMA).mtimeMs) return
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
    if (result.status !== 0) throw new Error(`Making the database client failed:\n${result.stdout}\n${result.stderr}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
