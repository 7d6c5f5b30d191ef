import { waitForDatabase } from "@/lib/db/wait-for-database"
import { env, setDatabaseUrl } from "@/lib/env"
import { logErrorsOnly } from "@/lib/log"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { generateClient } from "./generate-client"

/** The server starts its database again by itself; it is given so long for it. */
export const RESTART_TIMEOUT_MS = 10_000

/**
 * Points this command to the database of DATABASE_URL, else to that of the server which runs on this data folder.
 * Throws in words when there is neither.
 */
export async function openRunningDatabase(): Promise<void> {
  logErrorsOnly()
  const { DATABASE_URL, DATA_DIR } = env()
  if (DATABASE_URL) await waitForDatabase(DATABASE_URL, { say: console.error, patienceMs: 0 })
  else {
    const running = await findRunning(DATA_DIR)
    if (!running) throw new Error("Running Story does not run here. Start it with `npm start`, then make the token.")
    await waitForDatabase(running.databaseUrl, { say: console.error, patienceMs: RESTART_TIMEOUT_MS })
    setDatabaseUrl(running.databaseUrl)
  }
  await generateClient()
}
