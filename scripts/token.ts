import { parseArgs } from "node:util"
import { TOKEN_SCOPES, type TokenScope } from "@/lib/permissions/token-scopes"
import { loadEnvFile } from "./lib/load-env-file"
import { openRunningDatabase } from "./lib/open-running-database"

/*
 * npm run token -- --name <name> [--blog <slug>] [--scope write|draft|read] [--days <number>]
 * Makes a token for the HTTP API and prints it, this one time. Works while the server runs, and with a database of
 * one's own (DATABASE_URL) also when it does not.
 */

const USAGE =
  "Say what the token is for: npm run token -- --name newsroom-bot [--blog election-night] [--scope write|draft|read] [--days 90]"

try {
  loadEnvFile()
  console.log(await makeToken())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function makeToken(): Promise<string> {
  const { name, blog: slug, scope, days } = readArguments()
  await openRunningDatabase()
  const { createApiToken } = await import("@/lib/auth/api-tokens")
  const { requireBlogBySlug } = await import("@/lib/blogs/read-blogs")
  const { closeDb } = await import("@/lib/db/client")
  const actor = { kind: "system", name: "command line", source: "api" } as const
  try {
    const blogId = slug ? (await requireBlogBySlug(actor, slug)).id : null
    return (await createApiToken(actor, { name, blogId, scope, expiresInDays: days })).token
  } finally {
    await closeDb()
  }
}

type Arguments = { name: string; blog: string | undefined; scope: TokenScope; days: number | null }

function readArguments(): Arguments {
  try {
    const option = { type: "string" } as const
    const { values } = parseArgs({ options: { name: option, blog: option, scope: option, days: option } })
    const scope = TOKEN_SCOPES.find((each) => each === (values.scope ?? "write"))
    const days = values.days === undefined ? null : Number(values.days)
    if (values.name?.trim() && scope) return { name: values.name, blog: values.blog, scope, days }
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
  throw new Error(USAGE)
}
