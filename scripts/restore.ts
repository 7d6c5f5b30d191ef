import { createInterface } from "node:readline/promises"
import { parseArgs } from "node:util"
import { loadEnvFile } from "./lib/load-env-file"
import { withDatabase } from "./lib/with-database"

/*
 * npm run restore -- <file> [--force [--yes]] [--end-sessions]
 * Brings a backup back into an empty database; --force replaces what is there, after a question that --yes answers.
 */

const USAGE = `Say which backup: npm run restore -- .data/backups/running-story-….jsonl.gz
  --force          replace everything that the database holds (asks once more)
  --yes            do not ask
  --end-sessions   everybody has to sign in again`

try {
  loadEnvFile()
  const { file, force, endSessions, yes } = readArguments()
  if (force && !yes) await confirm()
  const stop = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      console.error("Stopping …")
      stop.abort()
    })
  const { restoreBackup } = await import("@/lib/backup/restore-backup")
  const { header, totals, migrated } = await withDatabase(
    (words) => console.error(words),
    (databaseUrl) => restoreBackup(databaseUrl, file, { force, endSessions, signal: stop.signal }),
  )
  const rows = (name: string) => totals.tables.find((table) => table.name === name)?.rows ?? 0
  console.log(`Restored the backup of ${header.takenAt} (release ${header.release}).
  ${rows("blog")} live blogs, ${rows("post")} posts, ${rows("media")} pictures, ${rows("user")} accounts; content ${totals.sha256}
  ${migrated.length === 0 ? "It was up to date." : `Brought up to date: ${migrated.join(", ")}.`}
Pages that are open load anew, once.`)
  if (header.format < 2)
    console.log(
      `The backup has an older format (${header.format}), which does not check what it says of itself in its first line.`,
    )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function readArguments(): { file: string; force: boolean; yes: boolean; endSessions: boolean } {
  try {
    const flag = { type: "boolean", default: false } as const
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { force: flag, yes: flag, "end-sessions": flag },
    })
    const [file] = positionals
    if (file && positionals.length === 1)
      return { file, force: values.force, yes: values.yes, endSessions: values["end-sessions"] }
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
  throw new Error(USAGE)
}

async function confirm(): Promise<void> {
  if (!process.stdin.isTTY) throw new Error("--force without a terminal needs --yes as well.")
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const left = new AbortController()
  terminal.once("SIGINT", () => left.abort())
  terminal.once("close", () => left.abort())
  const question = "Everything in this database is replaced by the backup. Type REPLACE to go on: "
  const answer = await terminal.question(question, { signal: left.signal }).catch(() => "")
  terminal.close()
  if (answer.trim() !== "REPLACE") throw new Error("Nothing was changed.")
}
