import { loadEnvFile } from "./lib/load-env-file"
import { readEmail } from "./lib/read-email"
import { withDatabase } from "./lib/with-database"

/*
 * npm run unlock -- --email <address>
 * Lets somebody sign in again who is locked after too many wrong passwords: for an admin whom nobody else can unlock.
 */

const USAGE = "Say whose sign-in is locked: npm run unlock -- --email anna@example.org"

try {
  loadEnvFile()
  const email = readEmail(USAGE)
  console.log(await withDatabase(console.error, () => unlock(email)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function unlock(email: string): Promise<string> {
  const { listPeople, unlockSignIn } = await import("@/lib/auth/people")
  const { closeDb } = await import("@/lib/db/client")
  const actor = { kind: "system", name: "command line", source: "api" } as const
  try {
    const person = (await listPeople(actor)).find((each) => each.email === email)
    if (!person) throw new Error(`There is no account with the e-mail address ${email}.`)
    if (!person.lockedUntil) return `${email} is not locked.`
    await unlockSignIn(actor, person.id)
    return `${email} can sign in again.`
  } finally {
    await closeDb()
  }
}
