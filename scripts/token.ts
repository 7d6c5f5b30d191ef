import { parseArgs } from "node:util"
import { loadEnvFile } from "./lib/load-env-file"
import { openRunningDatabase } from "./lib/open-running-database"

/*
 * npm run token -- --name <name> [--blog <slug>]
 * Makes a token for the HTTP API and prints it, this one time. Works while the server runs, and with a database of
 * one's own (DATABASE_URL) also when it does not.
 */

const USAGE = "Say what the token is for: npm run token -- --name newsroom-bot [--blog election-night]"

try {
  loadEnvFile()
  console.log(await makeToken())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function makeToken(): Promise<string> {
  const { name, blog: slug } = readArguments()
  await openRunningDatabase()
  const { createApiToken } = await import("@/lib/auth/api-tokens")
  const { requireBlogBySlug } = await import("@/lib/blogs/read-blogs")
  const { closeDb } = await import("@/lib/db/client")
  const actor = { kind: "system", name: "command line", source: "api" } as const
  try {
    const blogId = slug ? (await requireBlogBySlug(actor, slug)).id : null
    return (await createApiToken(actor, { name, blogId })).token
  } finally {
    await closeDb()
  }
}

function readArguments(): { name: string; blog: string | undefined } {
  try {
    const { values } = parseArgs({ options: { name: { type: "string" }, blog: { type: "string" } } })
    if (values.name?.trim()) return { name: values.name, blog: values.blog }
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
  throw new Error(USAGE)
}
