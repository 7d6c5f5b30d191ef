import { prepareSetup } from "@/lib/auth/setup"
import { migrate } from "@/lib/db/migrate"
import { waitForDatabase } from "@/lib/db/wait-for-database"
import { env } from "@/lib/env"
import { paths } from "@/lib/paths"
import { siteUrl } from "@/lib/site"

/**
 * What `npm start` does before it serves, for hosts where nothing of ours starts: brings the database up to date and opens the
 * set-up while there is nobody. `say` gets words for the build's log. Throws in words without a database.
 */
export async function prepareDeployment(say: (words: string) => void): Promise<void> {
  const { DATABASE_URL, DIRECT_URL, MIGRATE_PREVIEWS, SETUP_TOKEN, VERCEL_ENV } = env()
  if (!DATABASE_URL)
    throw new Error("DATABASE_URL is not set. Add a PostgreSQL to the project, with its direct address.")
  if (VERCEL_ENV === "preview" && MIGRATE_PREVIEWS !== "1") {
    say("A preview changes no database: it may share production's. With a database of its own, set MIGRATE_PREVIEWS=1.")
    return
  }
  const directUrl = DIRECT_URL ?? DATABASE_URL
  await waitForDatabase(directUrl, { say })
  const applied = await migrate(directUrl)
  say(applied.length > 0 ? `Brought the database up to date: ${applied.join(", ")}.` : "The database is up to date.")
  const setup = await prepareSetup()
  if (!setup) return
  // Whoever reads the log need not know a token that somebody chose.
  const token = SETUP_TOKEN ? "<SETUP_TOKEN>" : setup.token
  say(`Set-up, once: ${siteUrl()}${paths.setup("")}${token}`)
}
