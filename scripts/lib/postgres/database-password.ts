import { spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chown, readFile, rename, stat, writeFile } from "node:fs/promises"
import path from "node:path"
import type { RunAs } from "./binaries"
import { USER } from "./cluster"

const FILE = "postgres-password"

const MADE_BY_US = /^[\w-]{16,200}$/

/** The password of the database that comes along; null when its file is not there, or holds none. */
export async function readPassword(home: string): Promise<string | null> {
  const file = path.join(home, FILE)
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return ""
    throw Object.assign(error, { path: file })
  })
  return MADE_BY_US.test(text.trim()) ? text.trim() : null
}

/** Makes a password up and keeps it, for this user's eyes alone. */
export async function makePassword(home: string): Promise<string> {
  const password = randomBytes(24).toString("base64url")
  const file = path.join(home, FILE)
  await writeFile(`${file}.new`, password, { mode: 0o600 })
  // What root makes in somebody's folder is to be read by them, too.
  const { uid, gid } = await stat(home)
  if (process.getuid?.() === 0) await chown(`${file}.new`, uid, gid)
  await rename(`${file}.new`, file)
  return password
}

/**
 * Gives the account of a cluster that does not run this password, as the owner of its files: PostgreSQL alone, for one
 * user, asks for none. Throws in words.
 */
export function setDatabasePassword(
  { postgres, folder, runAs }: { postgres: string; folder: string; runAs: RunAs },
  password: string,
): void {
  const { stderr, error } = spawnSync(postgres, ["--single", "-D", folder, "postgres"], {
    input: `alter role ${USER} password '${password}'\n`,
    encoding: "utf8",
    ...(runAs ?? {}),
  })
  const [failure] = error ? [error.message] : (/(ERROR|FATAL|PANIC|postgres): .*/.exec(stderr) ?? [])
  if (failure) throw new Error(`The database's password was lost, and no new one could be set. ${failure}`)
}
