import { loadEnvFile } from "./lib/load-env-file"
import { readEmailAndFlag } from "./lib/read-email"
import { withDatabase } from "./lib/with-database"

/*
 * npm run reset-password -- --email <address> [--reset-two-step]
 * Prints a link at which the owner of an account chooses a new password. Their role stays as it is. `--reset-two-step`
 * turns two-step sign-in off, for a lost phone.
 */

const USAGE = "Say whose password: npm run reset-password -- --email anna@example.org [--reset-two-step]"

try {
  loadEnvFile()
  const { email, hasFlag } = readEmailAndFlag(USAGE, "reset-two-step")
  console.log(await withDatabase(console.error, () => printLink(email, hasFlag)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function printLink(email: string, resetsTwoStep: boolean): Promise<string> {
  const { listPeople, resetTwoFactor } = await import("@/lib/auth/people")
  const { createResetLink } = await import("@/lib/auth/reset-password")
  const { closeDb } = await import("@/lib/db/client")
  const { paths } = await import("@/lib/paths")
  const { absoluteUrl } = await import("@/lib/site")
  const actor = { kind: "system", name: "command line", source: "api" } as const
  try {
    const person = (await listPeople(actor)).find((each) => each.email === email)
    if (!person) throw new Error(`There is no account with the e-mail address ${email}.`)
    if (person.disabled)
      throw new Error(`The account ${email} is deactivated. An admin can restore access under People.`)
    if (resetsTwoStep) await resetTwoFactor(actor, person.id)
    const { token } = await createResetLink(actor, person.id)
    return `${absoluteUrl(paths.resetPassword(token))}\nIt works once, for 24 hours.`
  } finally {
    await closeDb()
  }
}
