import { parseArgs } from "node:util"
import { loadEnvFile } from "./lib/load-env-file"
import { withDatabase } from "./lib/with-database"

/*
 * npm run person-data -- export --email <address> > anna.json
 * npm run person-data -- erase --email <address> --bylines keep|replace
 * Prints everything that is kept about a person, or removes the person. Works while the server runs.
 */

const USAGE = `Say what to do, and for whom:
  npm run -s person-data -- export --email anna@example.org > anna.json
  npm run person-data -- erase --email anna@example.org --bylines keep|replace`

type Task = { what: "export"; email: string } | { what: "erase"; email: string; bylines: "keep" | "replace" }

try {
  loadEnvFile()
  const task = readTask()
  console.log(await withDatabase(console.error, () => run(task)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(task: Task): Promise<string> {
  const { erasePerson, exportPerson } = await import("@/lib/posts/person-data")
  const { closeDb, db } = await import("@/lib/db/client")
  const actor = { kind: "system", name: "command line", source: "api" } as const
  try {
    const person = await db().user.findUnique({ where: { email: task.email }, select: { id: true } })
    if (!person) throw new Error(`There is no account with the email address ${task.email}.`)
    if (task.what === "export") return JSON.stringify(await exportPerson(actor, person.id), null, 2)
    const { bylines } = await erasePerson(actor, person.id, task.bylines)
    const names = task.bylines === "keep" ? "Bylines stay." : `Bylines replaced in ${bylines} posts.`
    return `${task.email} is erased. ${names} Backups made before still hold this person.`
  } finally {
    await closeDb()
  }
}

function readTask(): Task {
  try {
    const option = { type: "string" } as const
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { email: option, bylines: option } })
    const email = values.email?.trim().toLowerCase()
    const { bylines } = values
    const [what, ...rest] = positionals
    if (email && rest.length === 0) {
      if (what === "export") return { what, email }
      if (what === "erase" && (bylines === "keep" || bylines === "replace")) return { what, email, bylines }
    }
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
  throw new Error(USAGE)
}
