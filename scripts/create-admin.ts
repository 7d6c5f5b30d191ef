import { parseArgs } from "node:util"
import { openQuestions } from "./lib/ask"
import { loadEnvFile } from "./lib/load-env-file"
import { withDatabase } from "./lib/with-database"

/*
 * npm run create-admin [-- --email <address>] [--name <name>] [--invite]
 * Makes an admin, or gives one who lost the password their account back. The password is asked for, or read from what is
 * piped in; never taken from the command line, where every program of the machine could read it.
 */

const USAGE = `npm run create-admin -- --email anna@example.org [--name "Anna Editor"] [--invite]
  The password is asked for. In a script, pipe it in: npm run create-admin -- --email anna@example.org < password.txt
  --invite   asks for no password, and prints a link at which Anna chooses one`

try {
  loadEnvFile()
  console.log(await run())
} catch (error) {
  console.error(await toWords(error))
  process.exitCode = 1
}

async function run(): Promise<string> {
  const { email, name, invite } = readArguments()
  const questions = openQuestions()
  try {
    const address = email ?? (await questions.ask("Email address: "))
    const called = name ?? (process.stdin.isTTY ? await questions.ask("Name (empty: as it is): ") : undefined)
    if (invite) return await withDatabase(console.error, () => printInvite(address, called?.trim() || address))
    const password = await questions.ask("Password, 12 characters or more: ", { hidden: true })
    if (process.stdin.isTTY && (await questions.ask("Again: ", { hidden: true })) !== password)
      throw new Error("These were two passwords. Nothing was changed.")
    return await withDatabase(console.error, () => makeAccount(address, called?.trim() || undefined, password))
  } finally {
    questions.close()
  }
}

async function makeAccount(email: string, name: string | undefined, password: string): Promise<string> {
  const { makeAdmin } = await import("@/lib/auth/make-admin")
  const { closeDb } = await import("@/lib/db/client")
  try {
    const outcome = await makeAdmin({ email, password, ...(name ? { name } : {}) })
    return outcome === "made"
      ? `${email} is an admin now.`
      : `${email} is an admin with a new password; every session of before is over.`
  } finally {
    await closeDb()
  }
}

async function printInvite(email: string, name: string): Promise<string> {
  const { invitePerson } = await import("@/lib/auth/invites")
  const { closeDb } = await import("@/lib/db/client")
  const { siteUrl } = await import("@/lib/site")
  const { paths } = await import("@/lib/paths")
  try {
    const actor = { kind: "system", name: "command line", source: "api" } as const
    const { token } = await invitePerson(actor, { email, name, role: "admin" })
    return `${siteUrl()}${paths.invite(token)}\nIt works once, for seven days.`
  } finally {
    await closeDb()
  }
}

function readArguments() {
  const text = { type: "string" } as const
  try {
    return parseArgs({ options: { email: text, name: text, invite: { type: "boolean", default: false } } }).values
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
}

async function toWords(error: unknown): Promise<string> {
  const { isAppError } = await import("@/lib/errors")
  if (!isAppError(error)) return error instanceof Error ? error.message : String(error)
  const issues = error.issues?.map(({ path, message }) => `  ${path}: ${message}`) ?? []
  return [error.message, ...issues].join("\n")
}
