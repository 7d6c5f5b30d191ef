import { stat } from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"
import type { Totals } from "@/lib/backup/format"
import { loadEnvFile } from "./lib/load-env-file"
import { readRelease } from "./lib/release"
import { withDatabase } from "./lib/with-database"

/*
 * npm run backup [-- --to <file>]
 * Writes everything that the database holds, pictures too, into one file. Works while the server runs and when it does not,
 * with every database, and needs no pg_dump.
 */

const say = (words: string) => console.error(words)

try {
  loadEnvFile()
  const file = await readTarget()
  const stop = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort())
  const { writeBackup } = await import("@/lib/backup/write-backup")
  const totals = await withDatabase(say, (databaseUrl) => writeBackup(databaseUrl, file, readRelease(), stop.signal))
  console.log(await toWords(file, totals))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function readTarget(): Promise<string> {
  const { values } = parseArgs({ options: { to: { type: "string" } } })
  const { env } = await import("@/lib/env")
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-")
  return path.resolve(values.to ?? path.join(env().DATA_DIR, "backups", `running-story-${time}.jsonl.gz`))
}

async function toWords(file: string, { tables, sha256 }: Totals): Promise<string> {
  const { size } = await stat(file)
  const rows = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0
  return `${file}
  ${(size / 1024 / 1024).toFixed(1)} MB: ${rows("blog")} live blogs, ${rows("post")} posts, ${rows("media")} pictures, ${rows("user")} accounts
  content ${sha256}
It holds the accounts' password hashes and the secrets of sessions: keep it where only you can read it.`
}
